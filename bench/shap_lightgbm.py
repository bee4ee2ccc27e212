"""python shap_lightgbm.py folder [--make]: with --make trains a model of 100 trees of 31 leaves on 50,000 made-up rows and leaves its text
and 2,000 rows in the folder; without, prints the CPU seconds of its pred_contrib on those rows, one thread, and a checksum."""
import json, sys, time
import lightgbm as lgb, numpy as np

folder = sys.argv[1]
COLUMNS = 48
if '--make' in sys.argv:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(50_000, COLUMNS))
    X[:, 8:16] = np.round(np.exp(X[:, 8:16]), 1)
    X[rng.random(X.shape) < .05] = np.nan
    filled = np.nan_to_num(X)
    y = (filled[:, :12].sum(1) + filled[:, 12] * filled[:, 13] + rng.logistic(size=len(X)) * 2 > 4).astype(int)
    model = lgb.train(dict(objective='binary', num_leaves=31, verbose=-1, num_threads=1), lgb.Dataset(X, y), 100)
    model.save_model(f'{folder}/model.txt')
    X[:2000].tofile(f'{folder}/rows.f64')
    sys.exit()
model = lgb.Booster(model_file=f'{folder}/model.txt')
X = np.fromfile(f'{folder}/rows.f64').reshape(-1, COLUMNS)
times = []
for _ in range(3):
    before = time.process_time()
    values = model.predict(X, pred_contrib=True, num_threads=1)
    times.append(time.process_time() - before)
print(json.dumps(dict(bench='shap', program='lightgbm', version=lgb.__version__, rows=len(X), explain=dict(cpu_min=round(min(times), 3)),
                      checksum=float(np.abs(values).sum()))))
