"""python isotonic.py > isotonic.json: scikit-learn's isotonic regression of outcomes on scores with ties, weighted and not, at new scores."""
import json, sys
import numpy as np, sklearn
from sklearn.isotonic import IsotonicRegression

draw = np.random.default_rng(17)


def case(n, digits):
    s = np.round(draw.random(n), digits); y = (draw.random(n) < s ** 2).astype(int); w = draw.integers(1, 4, n); at = np.round(draw.uniform(-.2, 1.2, 40), 3)
    fit = lambda weights: IsotonicRegression(out_of_bounds='clip', y_min=0, y_max=1).fit(s, y, sample_weight=weights).predict(at).tolist()
    return dict(score=s.tolist(), truth=y.tolist(), weights=w.tolist(), at=at.tolist(), plain=fit(None), weighted=fit(w))


print(json.dumps(dict(versions=dict(python=sys.version.split()[0], numpy=np.__version__, sklearn=sklearn.__version__), cases=[case(200, 2), case(300, 6), case(60, 1)])))
