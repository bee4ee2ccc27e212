"""python segment.py > segment.json: numbers of segmentation by numpy, pandas, scipy and scikit-learn."""
import json, sys
import mpmath as mp
import numpy as np
import pandas as pd
import scipy
import sklearn
from scipy import stats
from sklearn.metrics import adjusted_rand_score, silhouette_score

mp.mp.dps = 50
draw = np.random.default_rng(20240611)


def gammas():
    pairs = [(.5, 1e-9), (.5, .5), (.5, 1.92), (.5, 40), (1, 1), (1, 700), (2.5, 3.4), (2.5, 3.6), (10, 11), (10, 60), (49, 50), (1000, 1001), (1000, 1100), (1e4, 1.02e4)]
    pairs += [(float(a), float(x)) for a, x in zip(draw.lognormal(1, 1.5, 60), draw.lognormal(1, 1.5, 60))]
    return [[a, x, float(mp.gammainc(mp.mpf(a), mp.mpf(x), mp.inf, regularized=True))] for a, x in pairs]


def tables():
    out = []
    for low in (5, 40):
        a, b = draw.integers(low, 200, 4), draw.integers(low, 200, 4)
        found = stats.chi2_contingency(np.array([a, b]), correction=False)
        out.append(dict(a=a.tolist(), b=b.tolist(), chiSquare=found.statistic, dof=found.dof, p=found.pvalue))
    return out


def midranks():
    values = np.round(draw.lognormal(1, 1, 500), 1)
    ranks = pd.Series(values).rank(method='average')  # L + (E + 1) / 2
    twice = (2 * ranks - 1).astype(int)               # 2L + E
    return dict(values=values.tolist(), **{f'bins{b}': (-(-b * twice // (2 * len(values)))).tolist() for b in (2, 5, 10)})


def shares():
    values = np.sort(np.round(draw.pareto(1.3, 400) * 100))[::-1]
    share = values.cumsum() / values.sum()
    n = len(values)
    asc = values[::-1]
    gini = np.abs(asc[:, None] - asc[None, :]).sum() / (2 * n * n * asc.mean())
    return dict(values=values.tolist(), gini=gini, top20=values[: n // 5].sum() / values.sum(), bring80=int((share < .8).sum() + 1))


def clusters():
    points = np.concatenate([draw.normal(m, .6, (40, 2)) for m in ((0, 0), (3, 0), (1, 4))])
    a = np.repeat([0, 1, 2], 40)
    b = np.where(draw.random(120) < .2, draw.integers(0, 3, 120), a)
    return dict(x=points[:, 0].tolist(), y=points[:, 1].tolist(), a=a.tolist(), b=b.tolist(),
                silhouette=float(silhouette_score(points, b)), rand=float(adjusted_rand_score(a, b)))


versions = dict(python=sys.version.split()[0], numpy=np.__version__, pandas=pd.__version__, scipy=scipy.__version__, sklearn=sklearn.__version__, mpmath=mp.__version__)
print(json.dumps(dict(versions=versions, seed=20240611, upperIncompleteGamma=gammas(), chiSquare=tables(), midrank=midranks(), shares=shares(), clusters=clusters())))
