"""python elastic_net.py > elastic_net.json: scikit-learn's elastic-net logistic regression (saga, tolerance 1e-12) on random designs.
Needs scikit-learn, numpy."""
import json, sys, warnings
import numpy as np, sklearn
from sklearn.linear_model import LogisticRegression
warnings.filterwarnings('ignore')
draw = np.random.default_rng(17)


def case(n, p, rate, C, share):
    X = np.round(draw.standard_normal((n, p)) @ (np.eye(p) + .4 * draw.standard_normal((p, p))), 3)
    X[:, -1] = (X[:, -1] > 0).astype(float)
    z = np.log(rate / (1 - rate)) + X @ (draw.standard_normal(p) * (draw.random(p) < .5))
    y = (draw.random(n) < 1 / (1 + np.exp(-z))).astype(int)
    w = draw.integers(1, 5, n)
    out = dict(C=C, l1Share=share, columns=X.T.tolist(), outcome=y.tolist(), weights=w.tolist())
    for name, v in dict(plain=np.ones(n), weighted=w).items():
        m = LogisticRegression(solver='saga', C=C, l1_ratio=share, penalty='elasticnet', tol=1e-12, max_iter=200_000, random_state=1).fit(X, y, sample_weight=v)
        out[name] = dict(intercept=m.intercept_[0], coefficients=m.coef_[0].tolist())
    return out


print(json.dumps(dict(versions=dict(python=sys.version.split()[0], numpy=np.__version__, sklearn=sklearn.__version__),
                      cases=[case(150, 6, .3, .1, .5), case(220, 8, .2, .05, 1.), case(180, 5, .4, 1., .2)]), default=float))
