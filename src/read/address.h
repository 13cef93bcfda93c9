/* Which addresses of the internet protocol are anybody's. */
#ifndef STEMMA_READ_ADDRESS_H
#define STEMMA_READ_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* False for private, loopback, link-local, multicast, reserved and unspecified addresses,
 * also where they are inside an IPv6 address, and for other families. */
bool address_is_public(const struct sockaddr *address);

#endif
