"""python incompleteBeta.py > incompleteBeta.json: I_x(a, b) and χ² quantiles at 50 digits, rounded to the nearest double. Needs mpmath."""
import json, random, sys
import mpmath as mp

mp.mp.dps = 50
draw = random.Random(20240612)
cases = [(x, a, b) for a, b in [(6, 14), (7, 14), (1, 1), (.5, .5), (2, 30), (150, 350)] for x in [1e-12, 1e-4, .05, .16417910447761194, .3, .5, .9, 1 - 2 ** -30]]
cases += [(draw.random(), draw.lognormvariate(0, 2), draw.lognormvariate(0, 2)) for _ in range(80)]


def chi(probability, degrees):
    low, high = mp.mpf(0), mp.mpf(10 * degrees + 100)
    for _ in range(160):
        middle = (low + high) / 2
        if mp.gammainc(mp.mpf(degrees) / 2, 0, middle / 2, regularized=True) < mp.mpf(probability): low = middle
        else: high = middle
    return low


print(json.dumps(dict(
    versions=dict(python=sys.version.split()[0], mpmath=mp.__version__),
    incompleteBeta=[[x, a, b, float(mp.betainc(mp.mpf(a), mp.mpf(b), 0, mp.mpf(x), regularized=True))] for x, a, b in cases],
    chiSquareQuantile=[[p, k, float(chi(p, k))] for p in [.01, .5, .9, .99, .999] for k in [1, 2, 3, 9, 10, 30, 250]])))
