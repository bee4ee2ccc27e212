"""python survival.py DATA > survival.json: small survival data sets that ship with lifelines (MIT), and its answers on them and on
DATA/survival_lifelines/rossi.csv. Needs lifelines 0.30.3."""
import json, sys, warnings
warnings.filterwarnings('ignore')
import numpy as np, pandas as pd, lifelines as ll
from lifelines.datasets import load_g3, load_leukemia, load_lymphoma, load_waltons
from lifelines.statistics import logrank_test, multivariate_logrank_test
from lifelines.utils import concordance_index

g3, leukemia, lymphoma = load_g3(), load_leukemia(), load_lymphoma()
rossi = pd.read_csv(sys.argv[1] + '/survival_lifelines/rossi.csv')
floats = lambda values: [float(v) if v == v else None for v in np.ravel(values)]  # NaN is no JSON
out = dict(versions=dict(python=sys.version.split()[0], lifelines=ll.__version__, numpy=np.__version__))
out['g3'] = {name: dict(durations=floats(part.time), events=floats(part.event)) for name, part in g3.groupby('group')}
out['leukemia'] = dict(durations=floats(leukemia.t), events=floats(leukemia.status), groups=floats(leukemia.Rx))
out['lymphoma'] = dict(durations=floats(lymphoma.Time), events=floats(lymphoma.Censor), groups=floats(lymphoma.Stage_group - 1))

km = ll.KaplanMeierFitter().fit(g3.time[g3.group == 'Control'], g3.event[g3.group == 'Control'])
out['km'] = dict(times=floats(km.survival_function_.index), survival=floats(km.survival_function_), low=floats(km.confidence_interval_.iloc[:, 0]), high=floats(km.confidence_interval_.iloc[:, 1]))
na = ll.NelsonAalenFitter(nelson_aalen_smoothing=True).fit(leukemia.t, leukemia.status)
out['na'] = dict(times=floats(na.cumulative_hazard_.index), hazard=floats(na.cumulative_hazard_), low=floats(na.confidence_interval_.iloc[:, 0]))

a, b = leukemia[leukemia.Rx == 0], leukemia[leukemia.Rx == 1]
test = lambda **k: float(logrank_test(a.t, b.t, a.status, b.status, **k).test_statistic)
out['logrank'] = dict(plain=test(), wilcoxon=test(weightings='wilcoxon'), tarone=test(weightings='tarone-ware'), peto=test(weightings='peto'))
g = np.random.default_rng(4)
three = pd.DataFrame(dict(t=g.integers(1, 30, 90), e=g.integers(0, 2, 90), g=np.arange(90) % 3))
three.t += 4 * three.g
out['three'] = dict(durations=floats(three.t), events=floats(three.e), groups=floats(three.g), statistic=float(multivariate_logrank_test(three.t, three.g, three.e).test_statistic))
causes = g.integers(0, 3, 60); times = 1. + np.arange(60) + 0.5 * g.random(60)
aj = ll.AalenJohansenFitter(calculate_variance=True).fit(times, causes, event_of_interest=2)
out['aj'] = dict(durations=floats(times), causes=floats(causes), incidence=floats(aj.cumulative_density_), variance=floats(aj.variance_))
risk = np.round(g.standard_normal(90), 1)
out['concordance'] = dict(risk=floats(risk), index=float(concordance_index(three.t, -risk, three.e)))

def cox(df, **k):
    f = ll.CoxPHFitter().fit(df, 'week', 'arrest', **k)
    return dict(names=list(f.params_.index), beta=floats(f.params_), se=floats(f.standard_errors_), loglik=float(f.log_likelihood_), lr=float(f.log_likelihood_ratio_test().test_statistic), c=float(f.concordance_index_))
out['cox'] = cox(rossi)
out['coxStrata'] = cox(rossi, strata=['race', 'paro', 'mar', 'wexp'])
f = ll.WeibullAFTFitter().fit(rossi, 'week', 'arrest')
out['aft'] = dict(names=['.'.join(k) for k in f.params_.index], params=floats(f.params_), se=floats(f.standard_errors_), loglik=float(f.log_likelihood_), median=floats(f.predict_median(rossi.iloc[:5])))
print('{' + ',\n'.join(json.dumps(k) + ': ' + json.dumps(v) for k, v in out.items()) + '}')
