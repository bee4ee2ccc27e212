"""python special.py > special.json: special functions at 50 digits, rounded to the nearest double. Needs mpmath."""
import json, random, sys
import mpmath as mp

mp.mp.dps = 50
draw = random.Random(20240611)
positive = [1e-8, 1e-3, .1, .5, 1, 1.0000001, 1.4616321449683622, 1.9999999, 2, 2.5, 9.999, 10, 10.5, 171.6, 1e4, 1e8]
positive += [draw.lognormvariate(0, 3) for _ in range(60)]
# No longer a table of their own; drawn all the same, for the tables below were made with the draws that follow.
points = [-38.4, -37.5, -20, -10, -8.3, -5.7, -5.6, -3, -1, -.67, -.66, -.3, -1e-9, 0, 1e-9, .5, .6629, .663, 1, 2, 4, 5.65, 5.66, 8, 10]
points += [draw.gauss(0, 3) for _ in range(60)]
shares = [1e-300, 1e-100, 1e-20, 1e-12, 1e-5, .001, .02, .0749, .075, .0751, .3, .4999999, .5, .7, .925, .9251, .999, 1 - 2 ** -30]
shares += [draw.random() for _ in range(60)]
gaps = [1e-300, 1e-17, 1e-9, .1, .69, .7, 1, 5, 36, 40, 700]


def quantile(p):
    p = mp.mpf(p)
    if p > .5: return -quantile(1 - p)
    start = -mp.sqrt(-2 * mp.log(p)) if p < .1 else mp.mpf(0)
    return mp.findroot(lambda x: mp.log(mp.ncdf(x)) - mp.log(p), start)


out = dict(
    versions=dict(python=sys.version.split()[0], mpmath=mp.__version__),
    logGamma=[[x, float(mp.loggamma(mp.mpf(x)))] for x in positive],
    digamma=[[x, float(mp.digamma(mp.mpf(x)))] for x in positive],
    normalQuantile=[[p, float(quantile(p))] for p in shares],
    log1mExp=[[x, float(mp.log(-mp.expm1(-mp.mpf(x))))] for x in gaps],
)
print(json.dumps(out, indent=1))
