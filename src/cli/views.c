/* The commands that are an analysis and one view of it. */
#include "command.h"

#include <string.h>

static int write_view(const command *self, const arguments *args, stemma_stage up_to,
                      bool one_family, stemma_view view)
{
    (void)self;
    if (!output_is_free(args, args->output))
        return EXIT_USAGE;
    stemma_run *run = analyse_inputs(args, up_to, one_family);
    if (!run)
        return EXIT_FAILED;
    int status = report_skipped(run);
    if (!write_output(run, view, args->output ? args->output : "-"))
        status = EXIT_FAILED;
    stemma_run_free(run);
    return status;
}

/* The view of --format, the first one when it was not given. */
typedef struct {
    const char *name;
    stemma_view view;
} format;

static bool find_format(const command *self, const arguments *args, const format *formats,
                        size_t n, stemma_view *view)
{
    for (size_t i = 0; i < n; i++)
        if (!args->format || strcmp(args->format, formats[i].name) == 0) {
            *view = formats[i].view;
            return true;
        }
    complain("%s: no format '%s'; there are %s", self->name, args->format, self->formats);
    return false;
}

int run_text(const command *self, const arguments *args)
{
    stemma_view view = args->json ? STEMMA_WRITE_ARTICLES_JSONL : STEMMA_WRITE_TEXT;
    return inputs_are_large(args)
               ? stream_inputs(args, view)
               : write_view(self, args, STEMMA_STAGE_ARTICLE, false, view);
}

int run_tree(const command *self, const arguments *args)
{
    static const format formats[] = {{"json", STEMMA_WRITE_TREE_JSON},
                                     {"dot", STEMMA_WRITE_TREE_DOT},
                                     {"graphml", STEMMA_WRITE_TREE_GRAPHML},
                                     {"newick", STEMMA_WRITE_TREE_NEWICK},
                                     {"nexus", STEMMA_WRITE_TREE_NEXUS}};
    stemma_view view;
    if (!find_format(self, args, formats, sizeof formats / sizeof *formats, &view))
        return EXIT_USAGE;
    return write_view(self, args, STEMMA_STAGE_COLLATED, true, view);
}

int run_collate(const command *self, const arguments *args)
{
    static const format formats[] = {{"json", STEMMA_WRITE_COLLATION_JSON},
                                     {"csv", STEMMA_WRITE_COLLATION_CSV},
                                     {"tei", STEMMA_WRITE_COLLATION_TEI},
                                     {"html", STEMMA_WRITE_COLLATION_HTML}};
    stemma_view view;
    if (!find_format(self, args, formats, sizeof formats / sizeof *formats, &view))
        return EXIT_USAGE;
    return write_view(self, args, STEMMA_STAGE_ALIGNED, true, view);
}

int run_names(const command *self, const arguments *args)
{
    return write_view(self, args, STEMMA_STAGE_FACTS, false, STEMMA_WRITE_NAMES_JSONL);
}

int run_places(const command *self, const arguments *args)
{
    return write_view(self, args, STEMMA_STAGE_FACTS, false, STEMMA_WRITE_PLACES_JSONL);
}

int run_dates(const command *self, const arguments *args)
{
    return write_view(self, args, STEMMA_STAGE_FACTS, false, STEMMA_WRITE_DATES_JSONL);
}

int run_statements(const command *self, const arguments *args)
{
    return write_view(self, args, STEMMA_STAGE_FACTS, false,
                      STEMMA_WRITE_STATEMENTS_JSONL);
}

int run_stories(const command *self, const arguments *args)
{
    return write_view(self, args, STEMMA_STAGE_STORY, false, STEMMA_WRITE_STORIES_JSONL);
}
