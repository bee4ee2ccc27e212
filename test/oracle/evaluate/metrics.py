"""python metrics.py > metrics.json: scikit-learn's metrics on random rows with ties, plain and weighted. Needs scikit-learn, scipy."""
import json, sys
import numpy as np, scipy, sklearn
from scipy.optimize import minimize
from sklearn import metrics as M

draw = np.random.default_rng(7)


def line(y, p, w):
    """Intercept and slope of y on logit p by maximum likelihood, and their standard errors from the information matrix."""
    x = np.c_[np.ones(len(p)), np.log(p / (1 - p))]
    loss = lambda b: (w * (np.logaddexp(0, x @ b) - y * (x @ b))).sum()
    slope = lambda b: x.T @ (w * (1 / (1 + np.exp(-x @ b)) - y))
    b = minimize(loss, [0., 1.], jac=slope, method='BFGS', options=dict(gtol=1e-11)).x
    for _ in range(3):
        m = 1 / (1 + np.exp(-x @ b)); info = (x * (w * m * (1 - m))[:, None]).T @ x
        b = b - np.linalg.solve(info, slope(b))
    return dict(intercept=b[0], slope=b[1], standardErrors=np.sqrt(np.diag(np.linalg.inv(info))).tolist())


def case(n, digits, rate):
    z = np.log(rate / (1 - rate)) + draw.standard_normal(n)
    y = (draw.random(n) < 1 / (1 + np.exp(-.7 * z - .2))).astype(int)
    p = np.clip(np.round(1 / (1 + np.exp(-z)), digits), 10. ** -digits, 1 - 10. ** -digits)
    w = draw.integers(0, 4, n)
    out = dict(truth=y.tolist(), probability=p.tolist(), weights=w.tolist())
    for name, v in dict(plain=np.ones(n), weighted=w).items():
        out[name] = dict(auc=M.roc_auc_score(y, p, sample_weight=v), averagePrecision=M.average_precision_score(y, p, sample_weight=v),
                         brier=M.brier_score_loss(y, p, sample_weight=v), logLoss=M.log_loss(y, p, sample_weight=v), line=line(y, p, v))
    return out


print(json.dumps(dict(versions=dict(python=sys.version.split()[0], numpy=np.__version__, scipy=scipy.__version__, sklearn=sklearn.__version__),
                      cases=[case(500, 2, .2), case(300, 1, .5), case(400, 6, .05)],
                      certain=dict(truth=[0, 1, 1, 0], probability=[0., 1., 0., .5], logLoss=M.log_loss([0, 1, 1, 0], [0., 1., 0., .5]))), default=float))
