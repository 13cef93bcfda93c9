/* Tables, between the two files that read them. */
#ifndef STEMMA_READ_TABLE_H
#define STEMMA_READ_TABLE_H

#include "read/parts.h"

enum { MOST_COLUMNS = 1000 };

typedef enum {
    COLUMN_ID,
    COLUMN_TEXT,
    COLUMN_HTML,
    COLUMN_TITLE,
    COLUMN_URL,
    COLUMN_DATE,
    COLUMN_OUTLET,
    COLUMN_AUTHOR,
    COLUMN_LANG,
    N_KNOWN
} known_column;

typedef struct {
    char separator;
    uint32_t n_columns;
    slice *names;           // as written, made different from each other
    bool *is_known;         // by column
    int32_t known[N_KNOWN]; // column, or -1
} table;

typedef struct {
    slice *fields; // as written, without the quotes around; room for MOST_COLUMNS
    bool *doubled; // by field: has quotes written twice
    uint32_t n;    // fields seen, also beyond the room
    size_t end;    // behind the line end
    bool closed, stray, quoted;
    bool more_empty; // fields beyond the table's are empty
} row;

typedef enum { ROW_GOOD, ROW_BLANK, ROW_BROKEN, ROW_COUNT, ROW_MORE } row_kind;

typedef struct {
    const table *t;
    slice text;
    size_t budget;
    row now, other;
} rows;

/* Reads the header off `head`; *len: how long it is. NULL where there is none. */
table *table_open(arena *out, slice head, size_t *len);
void rows_init(rows *r, const table *t, slice text, arena *tmp);
/* The record at text[at]: r->now, up to r->now.end. `last`: nothing comes behind the
 * text; otherwise a record that may go on there is ROW_MORE. */
row_kind next_row(rows *r, size_t at, bool last);
slice unescape(arena *out, slice field, bool doubled);

#endif
