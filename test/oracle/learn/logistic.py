"""python logistic.py > logistic.json: scikit-learn's L2 logistic regression on random designs, plain and weighted. Needs scikit-learn."""
import json, sys
import numpy as np, sklearn
from sklearn.linear_model import LogisticRegression

draw = np.random.default_rng(11)


def case(n, p, rate, C):
    X = np.round(draw.standard_normal((n, p)) @ (np.eye(p) + .4 * draw.standard_normal((p, p))), 3)
    X[:, -1] = (X[:, -1] > 0).astype(float)
    z = np.log(rate / (1 - rate)) + X @ draw.standard_normal(p)
    y = (draw.random(n) < 1 / (1 + np.exp(-z))).astype(int)
    w = draw.integers(1, 5, n)
    out = dict(C=C, columns=X.T.tolist(), outcome=y.tolist(), weights=w.tolist())
    for name, v in dict(plain=np.ones(n), weighted=w).items():
        m = LogisticRegression(C=C, solver='newton-cholesky', tol=1e-13, max_iter=500).fit(X, y, sample_weight=v)
        out[name] = dict(intercept=m.intercept_[0], coefficients=m.coef_[0].tolist())
    return out


print(json.dumps(dict(versions=dict(python=sys.version.split()[0], numpy=np.__version__, sklearn=sklearn.__version__),
                      cases=[case(120, 4, .3, .1), case(257, 7, .05, 1.), case(60, 1, .5, 100.)]), default=float))
