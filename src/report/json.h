/* JSON as a stream: compact, keys in the order they are written, commas by themselves. */
#ifndef STEMMA_REPORT_JSON_H
#define STEMMA_REPORT_JSON_H

#include "report/writer.h"

typedef struct {
    writer *w;
    bool comma;   // a value stands before the next one
    bool in_html; // '<' and the line ends that JavaScript knows are escaped
} js;

void js_open(js *j, char bracket);  // '{' or '['
void js_close(js *j, char bracket); // '}' or ']'
void js_key(js *j, const char *key);

/* Values. Text that is not well-formed UTF-8 gets U+FFFD where it is broken. */
void js_text(js *j, slice text);
void js_uint(js *j, uint64_t value);
void js_real(js *j, double value); // null when it is not finite
void js_bool(js *j, bool value);
void js_null(js *j);
void js_raw(js *j, slice value); // is JSON already
/* `prefix` and a number, the form of our own ids: "f1". */
void js_id(js *j, const char *prefix, uint64_t number);
/* Ends a line of JSON Lines; the next value begins afresh. */
void js_line(js *j);

/* Key and value at once. */
void js_key_text(js *j, const char *key, slice text);
void js_key_text_or_null(js *j, const char *key, slice text); // null when empty
void js_key_str(js *j, const char *key, const char *str);     // null when NULL
void js_key_uint(js *j, const char *key, uint64_t value);
void js_key_real(js *j, const char *key, double value);
void js_key_bool(js *j, const char *key, bool value);
void js_key_null(js *j, const char *key);
void js_key_open(js *j, const char *key, char bracket);

#endif
