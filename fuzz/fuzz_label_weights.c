/* Weights with changed bytes and a hash that fits again: five bytes of input put one byte
 * somewhere. They are refused with a reason, or what is found with them lies in the text.
 */
#include "base/hash.h"
#include "fuzz_check.h"
#include "label/weights.h"

#include <stdlib.h>
#include <string.h>

static void look(arena *a, slice weights, const text *t)
{
    label_model m;
    const char *why = NULL;
    if (!label_model_read(&m, weights, &why)) {
        if (!why || !*why)
            abort();
        return;
    }
    label_attributions found = {0};
    label_find(a, &m, t, NULL, &found);
    for (uint32_t k = 0; k < found.n; k++) {
        const label_attribution *f = &found.v[k];
        if (f->cue.first >= f->cue.last || f->cue.last > t->n_tokens ||
            f->source.first > f->source.last || f->source.last > t->n_tokens)
            abort();
        for (uint32_t p = 0; p < f->n_content; p++)
            if (f->content[p].first >= f->content[p].last ||
                f->content[p].last > t->n_tokens)
                abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char story[] =
        "“The ferry sank at noon,” said Ola Brandt, the harbour "
        "master, adding that nobody was hurt. The line denied it.";
    slice good = label_built_in();
    if (good.len < sizeof(weights_head))
        return 0;
    arena a;
    arena_init(&a);
    char *bytes = arena_alloc(&a, good.len + WEIGHTS_ALIGN);
    bytes += (WEIGHTS_ALIGN - (uintptr_t)bytes % WEIGHTS_ALIGN) % WEIGHTS_ALIGN;
    memcpy(bytes, good.ptr, good.len);
    for (size_t i = 0; i + 5 <= size; i += 5) {
        uint32_t at;
        memcpy(&at, data + i, sizeof at);
        bytes[at % good.len] = (char)data[i + 4];
    }
    weights_head head;
    memcpy(&head, bytes, sizeof head);
    head.hash = hash_bytes(slice_of(bytes + sizeof head, good.len - sizeof head));
    memcpy(bytes, &head, sizeof head);
    text t;
    text_split(&a, SLICE(story), NULL, 0, SLICE("en"), &t);
    look(&a, slice_of(bytes, good.len), &t);
    arena_deinit(&a);
    return 0;
}
