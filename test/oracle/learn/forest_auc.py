"""python forest_auc.py > forest_auc.json: AUC and log-loss of scikit-learn's random forest on the rows of lightgbm_auc.py (which see),
scored on the second half, and by its out-of-bag estimates on the first. Needs lightgbm (imported by that script), scikit-learn, numpy."""
import contextlib, io, json, math, os, sys
import numpy as np, sklearn
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import log_loss, roc_auc_score

here = os.path.dirname(os.path.abspath(__file__))
source = open(os.path.join(here, 'lightgbm_auc.py')).read().split('base = dict(')[0].replace('import lightgbm as lgb, numpy as np', 'import numpy as np')
exec(source)
forest = RandomForestClassifier(120, min_samples_leaf=10, max_features=3, oob_score=True, n_jobs=1, random_state=1).fit(X[:half], y[:half])
p = forest.predict_proba(X[half:])[:, 1]
oob = forest.oob_decision_function_[:, 1]
print(json.dumps(dict(versions=dict(python=sys.version.split()[0], sklearn=sklearn.__version__, numpy=np.__version__), trees=120, minRowsPerLeaf=10, columnsPerSplit=3,
                      auc=roc_auc_score(y[half:], p), logLoss=log_loss(y[half:], p), oobAuc=roc_auc_score(y[:half], oob), oobLogLoss=log_loss(y[:half], oob))))
