/* Text in XML. */
#ifndef STEMMA_REPORT_XML_H
#define STEMMA_REPORT_XML_H

#include "report/writer.h"

/* Text of an element or an attribute: marked-up characters escaped, carriage returns
 * kept, what XML cannot hold shown as U+FFFD. */
void write_escaped(writer *w, slice text);

#endif
