"""Multinomial logistic regression by scikit-learn: the numbers that fitSoftmax must give.

Run: python multinomial.py > multinomial.json
"""
import json
import sys

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

RIDGE = 2.0
rng = np.random.default_rng(20261124)
x = np.round(rng.normal(size=(90, 3)) * np.array([1.0, 5.0, 0.2]) + np.array([0.0, 10.0, -1.0]), 3)
score = np.column_stack([x[:, 0], -x[:, 0] + 0.1 * (x[:, 1] - 10), 4 * (x[:, 2] + 1)])
y = np.argmax(score + rng.gumbel(size=score.shape), axis=1)
z = (x - x.mean(axis=0)) / x.std(axis=0)
model = LogisticRegression(C=1 / RIDGE, tol=1e-12, max_iter=100000).fit(z, y)
json.dump(
    {
        "made_by": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}, Python {sys.version.split()[0]}",
        "ridge": RIDGE,
        "x": x.tolist(),
        "y": y.tolist(),
        "weights": model.coef_.tolist(),
        "probability": model.predict_proba(z)[:5].tolist(),
    },
    sys.stdout,
)
