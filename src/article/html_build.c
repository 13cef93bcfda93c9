#include "article/html.h"

/* The tree rules of the HTML standard (13.2.6) as far as they decide in which box a text
 * stands: end tags left out, what closes what, tables. Formatting (<b>, <a>) is kept as a
 * state that goes on where boxes end, which is what the standard's list of active
 * formatting elements comes to. Text that stands in a table outside of its cells stays
 * where it is.
 *
 * No step looks further than the stack is deep, and that is bounded: deeper elements are
 * counted and left out, their text stays. */
enum { DEEPEST = 400, MOST_ELEMENTS = 300000 };

typedef struct {
    html_tag tag;
    uint32_t name;
    bool link, bold; // of the text around a marker
    html_opened opened;
} open_element;

typedef struct {
    html_tree t;
    open_element stack[DEEPEST];
    uint32_t depth, too_deep;
    uint32_t links, bolds;
    bool form;
} builder;

static uint16_t flags_of(const builder *b, uint32_t at)
{
    return html_tag_flags[b->stack[at].tag];
}

static html_tag top_tag(const builder *b)
{
    return b->depth ? b->stack[b->depth - 1].tag : TAG_other;
}

static void show_state(builder *b)
{
    b->t.link = b->links > 0;
    b->t.bold = b->bolds > 0;
}

static void pop(builder *b)
{
    open_element *e = &b->stack[--b->depth];
    html_close(&b->t, e->opened);
    if (html_tag_flags[e->tag] & TAG_MARKER) {
        b->links = e->link;
        b->bolds = e->bold;
        show_state(b);
    }
    if (e->tag == TAG_form)
        b->form = false;
}

static void pop_to(builder *b, uint32_t depth)
{
    while (b->depth > depth)
        pop(b);
}

static void push(builder *b, const html_token *token)
{
    if (token->empty && b->t.silent && token->tag != TAG_template)
        return; // <path/>
    if (b->depth == DEEPEST || b->t.h->elements.n > MOST_ELEMENTS) {
        b->too_deep += !(html_tag_flags[token->tag] & TAG_IMPLIED);
        html_end_block(&b->t);
        return;
    }
    open_element *e = &b->stack[b->depth++];
    *e = (open_element){.tag = token->tag, .name = token->name};
    e->opened = html_open(&b->t, token);
    if (html_tag_flags[token->tag] & TAG_MARKER) {
        e->link = b->links > 0;
        e->bold = b->bolds > 0;
        b->links = b->bolds = 0;
        show_state(b);
    }
}

/* The innermost `tag` that no marker (or, where asked for, button) stands before. */
static bool find_scoped(const builder *b, html_tag tag, bool button, uint32_t *found)
{
    for (uint32_t at = b->depth; at-- > 0;) {
        html_tag is = b->stack[at].tag;
        if (is == tag) {
            *found = at;
            return true;
        }
        if (flags_of(b, at) & TAG_MARKER || (button && is == TAG_button))
            return false;
    }
    return false;
}

static void close_p(builder *b)
{
    uint32_t at;
    if (find_scoped(b, TAG_p, true, &at))
        pop_to(b, at);
}

static bool is_heading(html_tag tag)
{
    return tag >= TAG_h1 && tag <= TAG_h6;
}

/* <li>, <dd> and <dt> end the one before. */
static void close_item(builder *b, html_tag one, html_tag other)
{
    for (uint32_t at = b->depth; at-- > 0;) {
        html_tag is = b->stack[at].tag;
        if (is == one || is == other) {
            pop_to(b, at);
            return;
        }
        if (flags_of(b, at) & TAG_SPECIAL && is != TAG_address && is != TAG_div &&
            is != TAG_p)
            return;
    }
}

/* The innermost table, or false. */
static bool find_table(const builder *b, uint32_t *found)
{
    for (uint32_t at = b->depth; at-- > 0;) {
        html_tag is = b->stack[at].tag;
        if (is == TAG_table) {
            *found = at;
            return true;
        }
        if (is == TAG_html || is == TAG_template)
            return false;
    }
    return false;
}

static bool is_part_of_table(html_tag tag)
{
    return tag == TAG_tr || tag == TAG_td || tag == TAG_th || tag == TAG_tbody ||
           tag == TAG_thead || tag == TAG_tfoot || tag == TAG_caption ||
           tag == TAG_colgroup || tag == TAG_col;
}

static bool is_row_group(html_tag tag)
{
    return tag == TAG_tbody || tag == TAG_thead || tag == TAG_tfoot;
}

/* A row, cell … ends what is open in its table; false: there is no table to be in. */
static bool clear_for(builder *b, html_tag tag)
{
    uint32_t table, keep;
    if (!find_table(b, &table))
        return false;
    keep = table + 1;
    bool cell = tag == TAG_td || tag == TAG_th;
    if (cell || tag == TAG_tr) {
        if (keep < b->depth && is_row_group(b->stack[keep].tag))
            keep++;
        if (cell && keep < b->depth && b->stack[keep].tag == TAG_tr)
            keep++;
    }
    pop_to(b, keep);
    return true;
}

static bool in_select(const builder *b)
{
    for (uint32_t at = b->depth; at-- > 0;)
        if (b->stack[at].tag == TAG_select)
            return true;
        else if (b->stack[at].tag != TAG_option && b->stack[at].tag != TAG_optgroup)
            return false;
    return false;
}

static void start_formatting(builder *b, const html_token *token)
{
    if (token->tag == TAG_a)
        b->links = html_attribute_get(token, "href").ptr ? 1 : 0;
    else if (token->tag == TAG_b || token->tag == TAG_strong)
        b->bolds++;
    show_state(b);
}

static void end_formatting(builder *b, html_tag tag)
{
    if (tag == TAG_a)
        b->links = 0;
    else if ((tag == TAG_b || tag == TAG_strong) && b->bolds)
        b->bolds--;
    show_state(b);
}

/* What a start tag closes before its element opens; false: it opens nothing. */
static bool make_room(builder *b, const html_token *token)
{
    html_tag tag = token->tag, top = top_tag(b);
    uint16_t flags = html_tag_flags[tag];
    uint32_t at;
    if (top == TAG_head && !(flags & TAG_IN_HEAD) && tag != TAG_other)
        pop(b);
    if (is_part_of_table(tag))
        return clear_for(b, tag);
    if (tag == TAG_form && b->form)
        return false;
    if (tag == TAG_select && in_select(b)) {
        while (top_tag(b) != TAG_select)
            pop(b);
        pop(b);
        return false;
    }
    if (tag == TAG_button && find_scoped(b, TAG_button, false, &at))
        pop_to(b, at);
    if (tag == TAG_li)
        close_item(b, TAG_li, TAG_li);
    else if (tag == TAG_dd || tag == TAG_dt)
        close_item(b, TAG_dd, TAG_dt);
    else if ((tag == TAG_option || tag == TAG_optgroup) && top == TAG_option)
        pop(b);
    if (flags & TAG_CLOSES_P)
        close_p(b);
    if (is_heading(tag) && is_heading(top_tag(b)))
        pop(b);
    return true;
}

static void start(builder *b, const html_token *token)
{
    html_tag tag = token->tag;
    uint16_t flags = html_tag_flags[tag];
    html_meta_token(b->t.h, token);
    if (tag == TAG_html || tag == TAG_body || tag == TAG_head) {
        // Once each, and only where they belong
        if (tag == TAG_body && top_tag(b) == TAG_head)
            pop(b);
        if (b->depth == (tag == TAG_html ? 0 : 1))
            push(b, token);
        return;
    }
    if (tag == TAG_br) {
        html_break(&b->t, token->start);
        return;
    }
    if (flags & TAG_FORMATTING) {
        if (top_tag(b) == TAG_head)
            pop(b);
        start_formatting(b, token);
        return;
    }
    if (!make_room(b, token))
        return;
    if (flags & TAG_IN_HEAD && flags & (TAG_VOID | TAG_RAW))
        return; // meta, script …
    if (flags & (TAG_VOID | TAG_RAW)) {
        if (!(flags & TAG_INLINE))
            html_end_block(&b->t);
        return;
    }
    push(b, token);
    if (tag == TAG_form)
        b->form = true;
}

/* "Any other end tag": the innermost of that name, unless a special one stands before. */
static void close_other(builder *b, const html_token *token)
{
    for (uint32_t at = b->depth; at-- > 0;) {
        if (b->stack[at].name == token->name) {
            pop_to(b, at);
            return;
        }
        if (flags_of(b, at) & TAG_SPECIAL)
            return;
    }
}

static void close_heading(builder *b)
{
    for (uint32_t at = b->depth; at-- > 0;) {
        if (is_heading(b->stack[at].tag)) {
            pop_to(b, at);
            return;
        }
        if (flags_of(b, at) & TAG_MARKER)
            return;
    }
}

/* </form> ends the form alone; what is open in it stays open. */
static void close_form(builder *b)
{
    uint32_t at;
    b->form = false;
    if (!find_scoped(b, TAG_form, false, &at))
        return;
    if (at + 1 == b->depth)
        pop(b);
    else
        b->stack[at].tag = TAG_other, b->stack[at].name = 0;
}

static void close_in_table(builder *b, html_tag tag)
{
    uint32_t table;
    if (!find_table(b, &table))
        return;
    for (uint32_t at = b->depth; at-- > table;)
        if (b->stack[at].tag == tag) {
            pop_to(b, at);
            return;
        }
}

static void end(builder *b, const html_token *token)
{
    html_tag tag = token->tag;
    uint16_t flags = html_tag_flags[tag];
    uint32_t at;
    if (tag == TAG_body || tag == TAG_html)
        return;
    if (flags & TAG_FORMATTING) {
        end_formatting(b, tag);
        return;
    }
    if (b->too_deep) {
        b->too_deep -= !(flags & (TAG_VOID | TAG_RAW | TAG_IMPLIED));
        html_end_block(&b->t);
        return;
    }
    if (tag == TAG_head) {
        if (top_tag(b) == TAG_head)
            pop(b);
    } else if (tag == TAG_br) {
        html_break(&b->t, token->start);
    } else if (tag == TAG_form) {
        close_form(b);
    } else if (tag == TAG_table || is_part_of_table(tag)) {
        close_in_table(b, tag);
    } else if (is_heading(tag)) {
        close_heading(b);
    } else if (tag == TAG_p) {
        html_end_block(&b->t);
        close_p(b);
    } else if (flags & TAG_SPECIAL) {
        if (find_scoped(b, tag, false, &at))
            pop_to(b, at);
    } else {
        close_other(b, token);
    }
}

static bool is_blank(slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ' ' && (text.ptr[i] < 9 || text.ptr[i] > 13))
            return false;
    return true;
}

static void text(builder *b, const html_token *token)
{
    slice bytes = b->t.h->p->doc->bytes;
    if (top_tag(b) == TAG_head &&
        !is_blank(slice_of(bytes.ptr + token->start, token->end - token->start)))
        pop(b);
    html_text(&b->t, token->start, token->end);
}

void html_build(html_page *h)
{
    arena *tmp = h->p->tmp;
    builder *b = arena_new(tmp, builder);
    html_tokens *tokens = arena_new(tmp, html_tokens);
    html_token *token = arena_new(tmp, html_token);
    html_tokens_init(tokens, h->p->doc->bytes);
    b->t = (html_tree){.h = h, .current = NO_ELEMENT};
    // All there is stands in one element, whether the page says so or not
    bool first = true;
    for (;;) {
        html_tokens_next(tokens, token);
        if (first && !(token->kind == TOKEN_START && token->tag == TAG_html)) {
            html_token root = {.kind = TOKEN_START, .tag = TAG_html};
            push(b, &root);
        }
        first = false;
        if (token->kind == TOKEN_TEXT)
            text(b, token);
        else if (token->kind == TOKEN_START)
            start(b, token);
        else if (token->kind == TOKEN_CLOSE)
            end(b, token);
        else
            break;
    }
    pop_to(b, 0);
}
