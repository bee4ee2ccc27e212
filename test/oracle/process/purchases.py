"""python purchases.py > purchases.json: purchase processes by their textbook formulae at 60 digits, rounded to doubles. Needs mpmath.

bgMean: E[shipments in (T, T+t]] of BG/NBD with its hypergeometric function (Fader, Hardie & Lee 2005, eq. 10), over wide ranges.
pareto: log-likelihood and P(alive) of Pareto/NBD with A0 as a difference of two hypergeometric functions (Fader & Hardie, note 009).
paretoPresent: DERT with Tricomi's function (Fader, Hardie & Lee, JMR 2005). bgPresent: E[λ/(λp+δ)] by quadrature over p.
paretoCount: NB mixed over the moment of leaving by quadrature. integral: e^w E_s(w)."""
import json, random, sys
import mpmath as mp

mp.mp.dps = 60
draw = random.Random(20261124)
logu = lambda low, high: float('%.4g' % mp.e ** draw.uniform(mp.log(low), mp.log(high)))


def bg_mean(r, al, a, b, x, tx, T, t):
    r, al, a, b, tx, T, t = map(mp.mpf, (r, al, a, b, tx, T, t))
    z = t / (al + T + t)
    f = mp.hyp2f1(r + x, b + x, a + b + x - 1, z, maxterms=10 ** 7)
    top = (a + b + x - 1) / (a - 1) * (1 - ((al + T) / (al + T + t)) ** (r + x) * f)
    return top / (1 + (a / (b + x - 1) * ((al + T) / (al + tx)) ** (r + x) if x else 0))


def a0(r, al, s, be, x, tx, T):
    p = r + s + x
    if al >= be: g = lambda y: mp.hyp2f1(p, s + 1, p + 1, (al - be) / (al + y)) / (al + y) ** p
    else: g = lambda y: mp.hyp2f1(p, r + x, p + 1, (be - al) / (be + y)) / (be + y) ** p
    return g(tx) - g(T)


def pareto(r, al, s, be, x, tx, T):
    r, al, s, be, tx, T = map(mp.mpf, (r, al, s, be, tx, T))
    head = mp.loggamma(r + x) - mp.loggamma(r) + r * mp.log(al) + s * mp.log(be)
    now = (al + T) ** -(r + x) * (be + T) ** -s
    gone = s / (r + s + x) * a0(r, al, s, be, x, tx, T)
    return head + mp.log(now + gone), now / (now + gone)


def pareto_present(r, al, s, be, x, T, d):
    r, al, s, be, T, d = map(mp.mpf, (r, al, s, be, T, d))
    w = d * (be + T)
    return (r + x) / (al + T) * (be + T) * mp.hyperu(1, 2 - s, w)


def bg_present(s, now, a, b, d):
    s, now, a, b, d = map(mp.mpf, (s, now, a, b, d))
    inner = lambda p: s / p * mp.hyperu(1, 1 - s, d * now / p)
    return mp.quad(lambda y: mp.e ** (a * y) / (1 + mp.e ** y) ** (a + b) * inner(1 / (1 + mp.e ** -y)),
                   [-mp.mpf(60) / a, -20, -5, 0, 5, 20, mp.mpf(60) / b]) / mp.beta(a, b)


def pareto_count(r, al, s, be, t, n):
    r, al, s, be, t = map(mp.mpf, (r, al, s, be, t))
    nb = lambda u: mp.gamma(r + n) / mp.gamma(r) / mp.factorial(n) * (al / (al + u)) ** r * (u / (al + u)) ** n
    cuts = [0] + [t * mp.mpf(2) ** -k for k in range(24, -1, -1)]
    return (be / (be + t)) ** s * nb(t) + mp.quad(lambda u: s * be ** s / (be + u) ** (s + 1) * nb(u), cuts)


def history():
    T = logu(.5, 1000); x = draw.choice([0, 0, 1, 2, 5, draw.randint(0, 40), draw.randint(0, 500)])
    return x, (0 if x == 0 else float('%.4g' % (T * draw.random() ** .3))), T


def bg_case():
    x, tx, T = history()
    return [logu(.05, 15), logu(.05, 300), logu(.02, 20), logu(.05, 50), x, tx, T, logu(.1, 3000)]


out = dict(versions=dict(python=sys.version.split()[0], mpmath=mp.__version__), seed=20261124)
rows = []
while len(rows) < 1500:
    case = bg_case()
    if case[2] == 1 or case[2] + case[3] == 1: continue
    rows.append(case + [float(bg_mean(*case))])
out['bgMean'] = rows
rows = []
while len(rows) < 300:
    case = [logu(.05, 15), logu(.05, 300), logu(.05, 15), logu(.05, 300), *history()]
    if abs(case[1] - case[3]) < 1e-6 * case[1]: continue
    rows.append(case + [float(v) for v in pareto(*case)])
out['pareto'] = rows
mp.mp.dps = 30
cases = [[logu(.05, 15), logu(.5, 300), logu(.05, 15), logu(.5, 300), draw.randint(0, 60), logu(.5, 300), logu(1e-5, 1)] for _ in range(60)]
out['paretoPresent'] = [c + [float(pareto_present(*c))] for c in cases]
cases = [[logu(.1, 60), logu(1, 300), logu(.1, 10), logu(.1, 30), logu(1e-5, .5)] for _ in range(15)]
out['bgPresent'] = [c + [float(bg_present(*c))] for c in cases]
cases = [[logu(.05, 15), logu(.5, 300), logu(.05, 15), logu(.5, 300), logu(1, 500), draw.randint(0, 40)] for _ in range(40)]
mp.mp.dps = 120  # quadrature stops at an absolute error: these probabilities go down to 1e-40
out['paretoCount'] = [c + [float(pareto_count(*c))] for c in cases]
mp.mp.dps = 30
cases = [[logu(.01, 600), logu(1e-7, 1e4)] for _ in range(120)]
out['integral'] = [c + [float(mp.e ** c[1] * mp.expint(c[0], c[1]))] for c in cases]
print('{' + ',\n'.join(json.dumps(k) + ': ' + (json.dumps(v) if not isinstance(v, list) else '[\n' + ',\n'.join(map(json.dumps, v)) + ']') for k, v in out.items()) + '}')
