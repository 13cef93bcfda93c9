// What the share of samples that have an edge means: how often such an edge was right in
// families made by the simulators (`stemma bench generate --trees`, bench/handcopies.py;
// seeds that no table of results uses). Right: the same two ends, a lost one with just
// the same witnesses below it. Shares in between lie on the line between two points.
#include "family/search.h"

enum { POINTS = 7, MANY = 15 };

static const double shares[POINTS] = {0, 0.3, 0.5, 0.7, 0.85, 0.94, 1};
static const double right_plain[POINTS] = {0.25, 0.41, 0.53, 0.65, 0.69, 0.70, 0.70};
// News, without times of print and with: up to MANY witnesses and more; edges to lost
// nodes and to witnesses.
static const double right_undated[2][POINTS] = {
    {0.02, 0.17, 0.26, 0.29, 0.32, 0.48, 0.5},
    {0.13, 0.26, 0.34, 0.35, 0.36, 0.42, 0.5},
};
static const double right_news[2][2][POINTS] = {
    {{0.25, 0.34, 0.38, 0.38, 0.41, 0.53, 0.56},
     {0.41, 0.5, 0.52, 0.52, 0.52, 0.54, 0.67}},
    {{0.05, 0.22, 0.25, 0.32, 0.48, 0.5, 0.52},
     {0.2, 0.32, 0.33, 0.43, 0.44, 0.54, 0.62}},
};

double search_calibrated(double share, tree_kind kind, bool to_witness,
                         uint32_t n_witnesses)
{
    const double *right = kind == TREE_PLAIN ? right_plain
                          : kind == TREE_UNDATED
                              ? right_undated[to_witness]
                              : right_news[n_witnesses > MANY][to_witness];
    uint32_t k = 1;
    while (k + 1 < POINTS && share > shares[k])
        k++;
    double way = (share - shares[k - 1]) / (shares[k] - shares[k - 1]);
    way = way < 0 ? 0 : way > 1 ? 1 : way;
    return right[k - 1] + way * (right[k] - right[k - 1]);
}
