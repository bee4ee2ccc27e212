"""python lightgbm_auc.py > lightgbm_auc.json: LightGBM's AUC and log-loss on rows that test/learn/boosting/lightgbm.test.ts makes again
from the same linear congruential generator. Needs lightgbm, scikit-learn, numpy."""
import json, math, sys
import lightgbm as lgb, numpy as np
from sklearn.metrics import log_loss, roc_auc_score

ROWS, COLUMNS = 24_000, 10
state = 2024


def draw():
    global state
    state = (1664525 * state + 1013904223) % 2 ** 32
    return state / 2 ** 32


EFFECTS = [0, .9, -.9, 1.4, -1.4, .3, -.3, 0, .6, -.6, 2, -2, 0]


def row():
    u = [draw() for _ in range(COLUMNS)]
    x = [u[0] * 10 - 5, math.floor(u[1] * 4) if u[1] < .5 else 0, -math.log(1 - u[2]), u[3] if u[9] < .7 else math.nan,
         math.floor(u[4] * 12) + 1, u[5], u[6], u[7] * u[8], math.floor(u[8] * 3), u[0] * u[5]]
    m = -2 + .3 * x[0] + .5 * x[1] + .4 * x[2] * x[6] + (.8 if math.isnan(x[3]) else x[3]) + EFFECTS[x[4]] + (1 if x[0] > 2 and u[6] > .5 else 0)
    return x, 1 if draw() < 1 / (1 + math.exp(-m)) else 0


rows = [row() for _ in range(ROWS)]
X = np.array([r[0] for r in rows]); y = np.array([r[1] for r in rows]); half = ROWS // 2
base = dict(objective='binary', max_bin=255, verbose=-1, seed=1, num_threads=1, min_data_in_bin=1)
cases = {
    '31 leaves': (100, dict(num_leaves=31, learning_rate=.1, min_data_in_leaf=20, lambda_l2=1)),
    '4 leaves': (300, dict(num_leaves=4, learning_rate=.05, min_data_in_leaf=100, lambda_l2=10, feature_fraction=.5)),
    'stumps': (300, dict(num_leaves=2, learning_rate=.1, min_data_in_leaf=50, lambda_l2=1)),
    'row sample': (100, dict(num_leaves=15, learning_rate=.1, min_data_in_leaf=20, lambda_l2=1, bagging_fraction=.7, bagging_freq=1)),
    'monotone': (100, dict(num_leaves=15, learning_rate=.1, min_data_in_leaf=20, lambda_l2=1, monotone_constraints=[1, 1, 1, 0, 0, 0, 1, 0, 0, 0])),
}
out = {}
for name, (rounds, prm) in cases.items():
    m = lgb.train({**base, **prm}, lgb.Dataset(X[:half], y[:half], categorical_feature=[4]), rounds)
    p = m.predict(X[half:])
    out[name] = dict(rounds=rounds, auc=roc_auc_score(y[half:], p), logLoss=log_loss(y[half:], p))
print(json.dumps(dict(versions=dict(python=sys.version.split()[0], lightgbm=lgb.__version__, numpy=np.__version__),
                      rows=ROWS, ones=int(y.sum()), checksum=float(np.nansum(X[:, 0])), cases=out)))
