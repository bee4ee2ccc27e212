import type { ChurnCause, ChurnType } from '../../core/codes.js';
import { formatDay } from '../../core/day.js';
import type { Text } from '../../core/text.js';
import { type CauseSide, likelySide } from './causeSide.js';
import { byType, CHURN_CAUSES, CHURN_TYPES, TYPE_PLACE } from './causes.js';
import { CAUSE_TITLES } from './causeTitles.js';
import type { Standing } from './evidence.js';
import type { Finding } from './evidenceCatalogue.js';
import type { Closing } from './evidenceContext.js';
import { describeFound } from './statements.js';
import { closingProbability, contradicts, evidenceProbability, type TypeModel } from './typeModel.js';
import { weigh } from './typePosterior.js';

/** How sure a type and a cause must be to be named. */
export interface DecisionLevels {
  /** Default .7. */
  readonly type?: number;
  /** Default .6. */
  readonly cause?: number;
}

/** What is made of one customer. */
export interface Verdict {
  /** By cause. */
  readonly probability: Float64Array;
  readonly type: ChurnType | 'unknown';
  /** Of the named type; of `unknown`, of the likeliest one. */
  readonly typeProbability: number;
  readonly cause: ChurnCause | '';
  readonly side: CauseSide | '';
  /** Evidence for the named type or cause, the strongest first; of `unknown`, the strongest there is. */
  readonly supporting: readonly Text[];
  /** The strongest evidence for something else, if any. */
  readonly opposing: Text | undefined;
}

/** What is weighed: evidence from the onset, what is on record of the end, and the cause stated (its position; −1 for none). */
export interface Brief {
  readonly findings: readonly Finding[];
  readonly traits: Float64Array;
  readonly closing: Closing;
  readonly stated: number;
  readonly standing: Standing;
}

interface Statement {
  readonly text: Text;
  readonly causes: readonly number[];
  readonly strength: number;
}

/** Strength of what is on record of the end, above any evidence found. */
const ON_RECORD = 100;

/** Type and cause at the deepest level that is sure enough, with the evidence for and against it. */
export function judge(brief: Brief, model: TypeModel, levels: DecisionLevels = {}): Verdict {
  const probability = closingProbability(evidenceProbability(brief, model), brief.closing, brief.stated, model);
  const statements = statementsOf(brief, model);
  const types = byType(probability);
  const best = likeliest(types);
  // Without any evidence there is only the mix of all leavers, which is no finding about this one.
  const isNamed = types[best]! >= (levels.type ?? 0.7) && statements.length > 0;
  const members = isNamed ? [...TYPE_PLACE.keys()].filter((place) => TYPE_PLACE[place] === best) : [...TYPE_PLACE.keys()];
  const top = members.reduce((a, b) => (probability[b]! > probability[a]! ? b : a));
  const isCauseNamed = isNamed && probability[top]! >= (levels.cause ?? 0.6);
  const wanted = isCauseNamed ? [top] : members;
  const isOwnRise = brief.findings.some(({ evidence }) => evidence.id === 'price_step');
  const isFor = ({ causes }: Statement): boolean => causes.some((cause) => wanted.includes(cause));
  return {
    probability,
    type: isNamed ? CHURN_TYPES[best]! : 'unknown',
    typeProbability: types[best]!,
    cause: isCauseNamed ? CHURN_CAUSES[top]! : '',
    side: isNamed ? likelySide(probability, wanted, isOwnRise) : '',
    supporting: statements.filter(isFor).map(({ text }) => text),
    opposing: isNamed ? statements.find((one) => !isFor(one))?.text : undefined,
  };
}

function likeliest(shares: Float64Array): number {
  return shares.reduce((best, share, place) => (share > shares[best]! ? place : best), 0);
}

/** What is on record and what was found, the strongest first. A finding with several votes is said once. */
function statementsOf({ findings, closing, stated, standing }: Brief, { weights }: TypeModel): Statement[] {
  const byFinding = new Map<Finding, Statement>();
  for (const { finding, causes, logRatio } of weigh(findings, weights)) {
    const known = byFinding.get(finding);
    if (known === undefined)
      byFinding.set(finding, { text: describeFound(finding.evidence, finding.found, standing), causes, strength: logRatio });
    else byFinding.set(finding, { ...known, causes: [...known.causes, ...causes], strength: Math.max(known.strength, logRatio) });
  }
  return [...recorded(closing, stated), ...[...byFinding.values()].filter(({ strength }) => strength > 0)].sort(
    (a, b) => b.strength - a.strength,
  );
}

function recorded(closing: Closing, stated: number): Statement[] {
  const statements: Statement[] = [];
  const day = formatDay(closing.closedOn);
  if (closing.closedBy === 'carrier')
    statements.push({
      text: { en: `We closed its account on ${day}.`, zh: `我方于 ${day} 将其销户。` },
      causes: [...TYPE_PLACE.keys()].filter((place) => TYPE_PLACE[place] === TYPE_PLACE.at(-1)),
      strength: 2 * ON_RECORD,
    });
  if (stated >= 0) {
    const { en, zh } = CAUSE_TITLES[CHURN_CAUSES[stated]!];
    const isContradicted = contradicts(closing, stated);
    statements.push({
      text: {
        en: `The reason on record is ${en} (“${closing.exitReason.slice(0, 40)}”)${isContradicted ? ', which does not fit who closed the account' : ''}.`,
        zh: `记录的流失原因为${zh}（“${closing.exitReason.slice(0, 40)}”）${isContradicted ? '，与销户方不符' : ''}。`,
      },
      causes: [stated],
      strength: ON_RECORD,
    });
  }
  return statements;
}
