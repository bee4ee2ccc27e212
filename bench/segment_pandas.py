"""python bench/segment_pandas.py [customers] [repetitions]: RFM by midrank, named segments, ABC with ties and the pyramid in pandas.

The same work on the same law of columns as bench/segment.mjs; one JSON line. Needs numpy and pandas."""
import json, resource, sys, time
import numpy as np
import pandas as pd

n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 3
draw = np.random.default_rng(7)
days = draw.integers(1, 365, n).astype(float)
shipments = np.floor(draw.lognormal(2, 1.2, n)) + 1
spend = np.round(shipments * draw.lognormal(2.5, .5, n), 2)
profit = np.round(spend * draw.normal(.2, .15, n), 2)
frame = pd.DataFrame(dict(days=days, shipments=shipments, profit=profit))


def score(rank):
    # Average rank is L + (E + 1) / 2; the score is ceil(5 (2L + E) / 2n).
    return np.ceil(5 * (2 * np.asarray(rank) - 1) / (2 * n)).astype(np.int8)


SEGMENTS = ['champions', 'loyal', 'cannot_lose', 'at_risk', 'big_occasional', 'potential', 'need_attention', 'big_dormant', 'about_to_sleep', 'dormant']


def segment():
    place = frame.profit.rank(method='average').to_numpy()  # shared by M and the pyramid
    r, f, m = score(frame.days.rank(method='average', ascending=False)), score(frame.shipments.rank(method='average')), score(place)
    rules = [(r >= 4) & (f >= 4) & (m >= 4), (r >= 3) & (f >= 3) & (m >= 3), (r <= 2) & (f >= 4) & (m >= 4), (r <= 2) & (f >= 3),
             (r >= 3) & (f <= 2) & (m >= 4), r >= 4, r == 3, (r <= 2) & (f <= 2) & (m >= 4), r == 2, r == 1]
    named = np.select(rules, np.arange(10), 10)
    order = frame.profit.sort_values(ascending=False)
    positive = order.clip(lower=0)
    total = positive.sum()
    after = positive.cumsum()
    first = (after - positive).groupby(order, sort=False).transform('first') / total  # equal values share the first's class
    cumulative = (after.groupby(order, sort=False).transform('last') / total).sort_index()
    abc = pd.Series(np.select([order < 0, first < .8, first < .95], [3, 0, 1], 2), index=order.index).sort_index()
    share = frame.profit / total
    ends = np.ceil(np.array([.01, .05, .2]) * n)
    tier = np.where(frame.profit > 0, np.searchsorted(ends, n + 1 - place), 3)
    return named, abc, share, cumulative, tier


cpu, wall = [], []
for i in range(repetitions + 1):
    a, b = time.process_time(), time.perf_counter()
    named, abc, share, cumulative, tier = segment()
    if i:
        cpu.append(time.process_time() - a)
        wall.append(time.perf_counter() - b)
print(json.dumps(dict(bench='segment', program='pandas', n=n, kernels=dict(min=round(min(wall), 4), cpu_min=round(min(cpu), 4), reps=repetitions),
                      champions=int((named == 0).sum()), a=int((abc == 0).sum()), tiers=np.bincount(tier, minlength=4).tolist(),
                      versions=dict(pandas=pd.__version__, numpy=np.__version__),
                      peak_rss_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)))
