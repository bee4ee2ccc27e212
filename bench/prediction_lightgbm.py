"""LightGBM on the panel that bench/prediction.mjs wrote: fitted to the fit block, stopped on the validation block, fitted again with
the trees found to everything before the test block, three seeds averaged, judged on the test block. Prints JSON: AUC by setting."""
import json
import sys

import lightgbm as lgb
import numpy as np

folder = sys.argv[1]
with open(f"{folder}/plan.json") as file:
    meta = json.load(file)
columns, plan = meta["columns"], meta["plan"]
values = np.fromfile(f"{folder}/values.bin").reshape(len(columns), meta["rows"]).T
cutoff = np.fromfile(f"{folder}/cutoff.bin", dtype=np.int32)
outcome = np.fromfile(f"{folder}/outcome.bin", dtype=np.uint8)
categorical = [place for place, column in enumerate(columns) if column["categorical"]]
values[:, categorical] = np.nan_to_num(values[:, categorical])

SETTINGS = {
    "stumps": dict(num_leaves=2, learning_rate=0.05, rounds=600, min_data_in_leaf=300),
    "leaves_4": dict(num_leaves=4, learning_rate=0.03, rounds=600, min_data_in_leaf=300),
    "leaves_7": dict(num_leaves=7, learning_rate=0.03, rounds=600, min_data_in_leaf=200),
    "leaves_15": dict(num_leaves=15, learning_rate=0.05, rounds=200, min_data_in_leaf=50),
}


def rows(block):
    return np.isin(cutoff, plan[block])


def auc(score, truth):
    order = np.argsort(score, kind="mergesort")
    ranks = np.empty(len(score))
    sorted_score = score[order]
    _, start, count = np.unique(sorted_score, return_index=True, return_counts=True)
    ranks[order] = np.repeat(start + (count + 1) / 2, count)
    ones = truth.sum()
    return (ranks[truth == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(truth) - ones))


def booster(block, params, rounds, seed, stop=None):
    chosen = rows(block)
    data = lgb.Dataset(values[chosen], outcome[chosen], categorical_feature=categorical, free_raw_data=False)
    settings = dict(params, objective="binary", lambda_l2=10, feature_fraction=0.2, verbose=-1, num_threads=1, seed=seed, feature_fraction_seed=seed)
    if stop is None:
        return lgb.train(settings, data, rounds)
    later = rows(stop)
    watched = lgb.Dataset(values[later], outcome[later], reference=data, categorical_feature=categorical)
    return lgb.train(settings, data, rounds, valid_sets=[watched], callbacks=[lgb.early_stopping(50, verbose=False)])


result = {"version": lgb.__version__}
test = rows("test")
for name, params in SETTINGS.items():
    params = dict(params)
    rounds = params.pop("rounds")
    found = max(20, booster("fit", params, rounds, 1, stop="validation").best_iteration)
    score = sum(booster("refit", params, found, seed).predict(values[test], raw_score=True) for seed in range(1, 4)) / 3
    result[name] = {"auc": round(float(auc(score, outcome[test])), 4), "trees": found}
result["best"] = max(entry["auc"] for entry in result.values() if isinstance(entry, dict))
print(json.dumps(result))
