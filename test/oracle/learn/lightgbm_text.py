"""python lightgbm_text.py > lightgbm_text.json: small models that LightGBM trained and wrote as text, with its own margins and
contributions on some rows; read by test/learn/lightgbm/fromLightGbm.test.ts.

python lightgbm_text.py texts.json > lightgbm_written.json: the same for texts that toLightGbm wrote (HOLDFAST_TEXTS=texts.json npx vitest
run --config .config/vitest.config.ts test/learn/lightgbm makes texts.json). Needs lightgbm, numpy."""
import json, sys
import lightgbm as lgb, numpy as np

versions = dict(python=sys.version.split()[0], lightgbm=lgb.__version__, numpy=np.__version__)
plain = lambda a: [[None if np.isnan(v) else float(v) for v in row] for row in a]
numbers = lambda rows: np.array([[np.nan if v is None else v for v in row] for row in rows], dtype=float)


def answers(booster, X, divide=1):
    return dict(margin=[float(v) for v in booster.predict(X, raw_score=True) / divide],
                probability=[float(v) for v in booster.predict(X)],
                contributions=plain(booster.predict(X, pred_contrib=True) / divide))


if len(sys.argv) > 1:
    cases = json.load(open(sys.argv[1]))
    for case in cases:
        case.update(answers(lgb.Booster(model_str=case['text']), numbers(case['rows'])))
    print(json.dumps(dict(versions=versions, cases=cases)))
    sys.exit()

rng = np.random.default_rng(6)
N = 1500
a, b = rng.normal(size=N), np.round(rng.normal(size=N), 1)
b[rng.random(N) < .3] = 0
c = rng.exponential(size=N)
c[rng.random(N) < .25] = np.nan
d = rng.integers(0, 70, N).astype(float)
y = (a + np.where(b == 0, .8, b) + np.where(np.isnan(c), .7, -c) + (d % 3 == 0) + rng.logistic(size=N) > 0).astype(int)
with_holes, whole = np.column_stack([a, b, c, d]), np.column_stack([a, b, np.nan_to_num(c), d])
d_holes = with_holes.copy()
d_holes[rng.random(N) < .1, 3] = np.nan
base = dict(objective='binary', num_leaves=6, verbose=-1, num_threads=1, seed=1, min_data_in_leaf=20, learning_rate=.2)
cat = dict(min_data_per_group=10, cat_smooth=1, cat_l2=1)
cases = [
    ('numbers', {}, with_holes, None),
    ('nothing missing in training', {}, whole, None),
    ('zero as missing', dict(zero_as_missing=True), with_holes, None),
    ('missing values not used', dict(use_missing=False), with_holes, None),
    ('categories', cat, with_holes, [3]),
    ('missing categories', dict(cat, max_cat_to_onehot=80), d_holes, [3]),
    ('forest', dict(boosting='rf', bagging_fraction=.5, bagging_freq=1), with_holes, None),
    ('sigmoid of 2', dict(sigmoid=2), with_holes, None),
    ('cross entropy', dict(objective='cross_entropy'), with_holes, None),
    ('dart', dict(boosting='dart', drop_rate=.9, skip_drop=0), with_holes, None),
]
# Rows to score: of the training, with holes and zeros where there were none, and codes never seen.
X = np.vstack([d_holes[:6], [[np.nan, 0, 0, 0], [0, np.nan, np.nan, 1], [1e300, -1e300, 1e-36, 69], [-0.0, 1e-35, -1e-36, 500]]])
out = []
for name, params, train, categorical in cases:
    booster = lgb.train({**base, **params}, lgb.Dataset(train, y, feature_name=['a', 'b', 'c', 'd'], categorical_feature=categorical), 3)
    text = booster.model_to_string()
    text = text[:text.index('feature_importances')]
    out.append(dict(name=name, text=text, categorical=bool(categorical), **answers(booster, X, 3 if name == 'forest' else 1)))
many = lgb.train(dict(base, objective='multiclass', num_class=3), lgb.Dataset(with_holes, rng.integers(0, 3, N)), 1).model_to_string()
linear = lgb.train(dict(base, linear_tree=True), lgb.Dataset(whole, y), 1).model_to_string()
mean = lgb.train(dict(base, objective='regression'), lgb.Dataset(whole, y), 1).model_to_string()
until = lambda text: text[:text.index('feature_importances')]
print(json.dumps(dict(versions=versions, rows=plain(X), cases=out, refused=[until(t) for t in (many, linear, mean)])))
