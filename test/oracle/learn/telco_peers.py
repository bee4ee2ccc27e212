"""python telco_peers.py SHARED_FOLDER > telco_peers.json: AUC, log-loss and Brier score of tuned LightGBM, scikit-learn's logistic
regression and LightGBM's defaults on each fold of peers/telco_folds.csv.gz (10 folds, seeds 0, 1, 2), settings of peers/telco_cv.py.
With `ebm` as second argument also InterpretML's explainable boosting machine, seed 0 only (minutes). bench/telco.mjs pairs with it.
Needs lightgbm, scikit-learn, pandas."""
import json, os, sys, warnings
for k in ('OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS'): os.environ.setdefault(k, '1')
warnings.filterwarnings('ignore')
import numpy as np, pandas as pd, sklearn, lightgbm as lgb
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

shared = sys.argv[1]
df = pd.read_csv(f'{shared}/data/telco_ibm_classic/Telco-Customer-Churn.csv.gz')
df['TotalCharges'] = pd.to_numeric(df.TotalCharges, errors='coerce')
y = (df.Churn == 'Yes').astype(int).values
X = df.drop(columns=['customerID', 'Churn'])
num = ['tenure', 'MonthlyCharges', 'TotalCharges', 'SeniorCitizen']
cat = [c for c in X.columns if c not in num]
Xc = X.copy(); Xc[cat] = Xc[cat].astype('category')
folds = pd.read_csv(f'{shared}/peers/telco_folds.csv.gz')


def lightgbm(**settings): return lgb.LGBMClassifier(verbose=-1, n_jobs=1, random_state=1, **settings), Xc


def logistic():
    numbers = make_pipeline(SimpleImputer(strategy='constant', fill_value=0), StandardScaler())
    design = make_column_transformer((numbers, num), (OneHotEncoder(drop='if_binary', handle_unknown='ignore'), cat))
    return make_pipeline(design, LogisticRegression(C=1.0, max_iter=2000)), X


tuned = dict(n_estimators=300, learning_rate=.03, num_leaves=8, min_child_samples=30, subsample=.8, subsample_freq=1, colsample_bytree=.5, reg_lambda=5.0)
peers = dict(lightgbm=lambda: lightgbm(**tuned), lightgbm_default=lightgbm, logistic=logistic)
if 'ebm' in sys.argv[2:]:
    def ebm():
        from interpret.glassbox import ExplainableBoostingClassifier
        return ExplainableBoostingClassifier(n_jobs=1, random_state=1), Xc
    peers['ebm'] = ebm
out = {}
for name, make in peers.items():
    out[name] = []
    for seed in (0,) if name == 'ebm' else (0, 1, 2):
        for fold in range(10):
            test = (folds[f'seed{seed}'] == fold).values
            model, Z = make()
            p = model.fit(Z[~test], y[~test]).predict_proba(Z[test])[:, 1]
            out[name].append(dict(seed=seed, fold=fold, auc=round(roc_auc_score(y[test], p), 6), log_loss=round(log_loss(y[test], p), 6), brier=round(brier_score_loss(y[test], p), 6)))
    print(name, np.mean([f['auc'] for f in out[name]]), file=sys.stderr)
print(json.dumps(dict(versions=dict(python=sys.version.split()[0], lightgbm=lgb.__version__, sklearn=sklearn.__version__, pandas=pd.__version__), peers=out)))
