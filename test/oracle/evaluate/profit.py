"""python profit.py REFERENCE > profit.json: MPC, EMPC, EMPB and savings by the Python package empulse, and the numbers of the folder
REFERENCE (science.json, ref_empc.json) as they stand there. Needs empulse 0.13, numpy."""
import json, sys
from importlib.metadata import version
import numpy as np
import empulse.metrics as em

reference = sys.argv[1]
science = json.load(open(f'{reference}/science.json')); published = json.load(open(f'{reference}/ref_empc.json'))
draw = np.random.default_rng(5)


def case(n, digits, rate, **terms):
    z = np.log(rate / (1 - rate)) + draw.standard_normal(n)
    y = (draw.random(n) < 1 / (1 + np.exp(-z))).astype(int); p = np.round(1 / (1 + np.exp(-z)), digits)
    offer = {k: v for k, v in terms.items() if k in ('clv', 'incentive_cost', 'contact_cost')}
    empc = em.empc_score(y, p, **terms)
    mpc = em.mpc_score(y, p, accept_rate=terms.get('alpha', 6) / (terms.get('alpha', 6) + terms.get('beta', 14)), **offer)
    return dict(truth=y.tolist(), score=p.tolist(), terms=terms, empc=float(empc), mpc=float(mpc))


def costs(n):
    y = (draw.random(n) < .2).astype(int); p = np.clip(.2 + .25 * y + .15 * draw.standard_normal(n), 0, 1)
    fp, fn, tp, tn = (np.round(draw.uniform(*r, n), 2) for r in ((5, 40), (50, 300), (10, 60), (0, 2)))
    limit = (fp - tn) / (fp - tn + fn - tp); d = (p > limit).astype(float)
    return dict(truth=y.tolist(), decision=d.astype(int).tolist(), falsePositive=fp.tolist(), falseNegative=fn.tolist(), truePositive=tp.tolist(),
                trueNegative=tn.tolist(), savings=float(em.savings_score(y, d, tp_cost=tp, fp_cost=fp, tn_cost=tn, fn_cost=fn)), threshold=limit.tolist())


metrics20 = science['metrics20']
y, s, clv = (np.array(metrics20[k], dtype=float) for k in ('y', 's', 'clv'))
print(json.dumps(dict(
    versions=dict(python=sys.version.split()[0], numpy=np.__version__, empulse=version('empulse')),
    cases=[case(300, 2, .2), case(500, 1, .05, clv=50, incentive_cost=4, contact_cost=.5), case(400, 6, .4, alpha=10, beta=7, clv=300, incentive_cost=50, contact_cost=25),
           case(250, 3, .3, alpha=1, beta=1, contact_cost=0), case(6000, 4, .1)],
    costs=costs(200), metrics20={k: metrics20[k] for k in ('y', 's', 'clv', 'mpc', 'empc', 'empc_variants', 'empb_published', 'empb_contact_always')},
    document=science['empc_doc'], published=published['empc'], threshold=science['threshold'])))
