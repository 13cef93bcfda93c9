/* A gazetteer of the user's own: GeoNames dump files made into the one file that a run
 * looks places up in (`stemma gazetteer import`).
 *
 * Takes, plain, gzipped or zipped: places (allCountries, cities500, a country's file),
 * countryInfo, admin1CodesASCII, admin2Codes, alternateNames and alternateNamesV2, told
 * apart by their columns. The same files give the same bytes, in whatever order. */
#ifndef STEMMA_GAZETTEER_H
#define STEMMA_GAZETTEER_H

#include <stemma/stemma.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    uint64_t n_places;
    uint64_t n_lines; // that were read
    uint64_t n_other; // of them: not in the form of any of these files
} stemma_gazetteer_summary;

/* Reads the files, writes the gazetteer through `sink`. `notes` says where the data come
 * from and under which licence, or NULL for GeoNames' own. `summary` may be NULL. */
STEMMA_API STEMMA_CHECKED stemma_status stemma_gazetteer_import(
    const char *const *paths, size_t n_paths, const char *notes, stemma_sink sink,
    void *ctx, stemma_gazetteer_summary *summary, stemma_error *error);

#ifdef __cplusplus
}
#endif

#endif
