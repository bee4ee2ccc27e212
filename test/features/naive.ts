import type { Company } from '../../src/history/types.js';
import type { Complaint, SmallCompany } from './company.js';

const day = (minutes: number): number => Math.floor(minutes / 1440);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/**
 * The slow obvious twin: features of one customer at `t`, each from the rows themselves. Only the company's season, late rate of a branch and
 * the like are taken from the company as given.
 */
export function naiveFeatures(all: SmallCompany, id: string, t: number, company: Company): Record<string, number> {
  const parcels = all.parcels.filter((parcel) => parcel.customer === id && day(parcel.shippedAt) < t);
  const everyone = all.parcels.filter((parcel) => day(parcel.shippedAt) < t);
  const within = (when: number, window: number, end = 0): boolean => day(when) >= t - end - window && day(when) < t - end;
  const shipped = (window: number, end = 0) => parcels.filter((parcel) => within(parcel.shippedAt, window, end));
  const isLate = (parcel: (typeof parcels)[number]): boolean => !(parcel.deliveredAt <= parcel.promisedAt);
  const due = (window: number, end = 0) => parcels.filter((parcel) => within(parcel.promisedAt, window, end));
  const late = (window: number, end = 0) => due(window, end).filter(isLate);
  const statusIn = (status: string, window: number, end = 0) =>
    parcels.filter((parcel) => parcel.status === status && within(parcel.statusAt, window, end));
  const lateArrived = (window: number, end = 0) =>
    parcels.filter((parcel) => parcel.deliveredAt > parcel.promisedAt && within(parcel.deliveredAt, window, end));
  const base = {
    late:
      everyone.filter((parcel) => within(parcel.promisedAt, 364) && isLate(parcel)).length /
      everyone.filter((parcel) => within(parcel.promisedAt, 364)).length,
    damage: everyone.filter((parcel) => parcel.status === 'damaged' && within(parcel.statusAt, 364)).length,
    loss: everyone.filter((parcel) => parcel.status === 'lost' && within(parcel.statusAt, 364)).length,
    shipments: everyone.filter((parcel) => within(parcel.shippedAt, 364)).length,
    complaints: all.complaints.filter((complaint) => within(complaint.openedAt, 364)).length,
  };
  const lateRate = (window: number): number => (late(window).length + 5 * base.late) / (due(window).length + 5);
  const days = [...new Set(parcels.map((parcel) => day(parcel.shippedAt)))].sort((a, b) => a - b);
  const gapsYear = days
    .filter((value) => value >= t - 364)
    .map((value, at, list) => value - list[at - 1]!)
    .slice(1);
  const week = (block: number): number => shipped(7, 7 * block).length;
  const tenure = Math.floor((t - days[0]!) / 7);
  const season = seasonOf(week, Math.min(tenure, 104), (block) => Math.max(company.volumeSeason(block), 0.05));
  const level = (from: number, to: number): number => {
    const blocks = Array.from({ length: to - from }, (_, at) => from + at);
    return sum(blocks.map(week)) / sum(blocks.map(season));
  };
  const trend = (recent: number, earlier: number): number => {
    const to = Math.min(recent + earlier, tenure);
    return to - recent < 4 ? Number.NaN : Math.log((level(0, recent) + 0.25) / (level(recent, to) + 0.25));
  };
  const revenueOf = (window: number): number => sum(shipped(window).map((parcel) => parcel.freight - parcel.discount));
  const marginOf = (window: number): number => sum(shipped(window).map((parcel) => parcel.freight - parcel.discount - parcel.cost));
  const baseTo = Math.min(52, tenure);
  const usual = baseTo - 16 < 4 ? Number.NaN : level(16, baseTo);
  return {
    shipments_28d: Math.log(1 + shipped(28).length),
    shipments_91d: Math.log(1 + shipped(91).length),
    shipments_364d: Math.log(1 + shipped(364).length),
    active_week_share_13w:
      tenure > 0 ? mean(Array.from({ length: Math.min(13, tenure) }, (_, block) => (week(block) > 0 ? 1 : 0))) : Number.NaN,
    trend_28d: trend(4, 13),
    trend_91d: trend(13, 13),
    yoy_91d: tenure < 65 ? Number.NaN : Math.log((shipped(91).length / 13 + 0.25) / (shipped(91, 364).length / 13 + 0.25)),
    days_since_last_shipment: t - days[days.length - 1]!,
    gap_median_364d: medianOf(gapsYear),
    tenure: Math.log(1 + t - days[0]!),
    base_rate: Math.log(usual + 0.25),
    week_ratio_1w: usual > 0 ? week(0) / season(0) / usual : Number.NaN,
    ...rampOf(week, season, usual),
    cusum_last_26w: cusumOf(week, season, usual),
    revenue_91d: Math.asinh(revenueOf(91)),
    margin_364d: Math.asinh(marginOf(364)),
    margin_rate_182d: revenueOf(182) > 0 ? marginOf(182) / revenueOf(182) : Number.NaN,
    revenue_per_piece_91d: shipped(91).length > 0 ? revenueOf(91) / sum(shipped(91).map((parcel) => parcel.pieces)) : Number.NaN,
    late_rate_28d: lateRate(28),
    late_rate_182d: lateRate(182),
    late_delta_28d: lateRate(28) - lateRate(182),
    overdue_open: parcels.filter(
      (parcel) =>
        day(parcel.promisedAt) < t &&
        isLate(parcel) &&
        !(day(parcel.deliveredAt) < t) &&
        !(parcel.status === 'lost' && day(parcel.statusAt) < t),
    ).length,
    delay_hours_if_late_91d:
      lateArrived(91).length > 0 ? mean(lateArrived(91).map((parcel) => (parcel.deliveredAt - parcel.promisedAt) / 60)) : Number.NaN,
    damage_rate_182d: (statusIn('damaged', 182).length + (50 * base.damage) / base.shipments) / (shipped(182).length + 50),
    loss_rate_364d: (statusIn('lost', 364).length + (200 * base.loss) / base.shipments) / (shipped(364).length + 200),
    severity_rate_91d:
      (late(91).length +
        0.3 * sum(lateArrived(91).map((parcel) => (parcel.deliveredAt - parcel.promisedAt) / 1440)) +
        4 * statusIn('damaged', 91).length +
        6 * statusIn('lost', 91).length) /
      (shipped(91).length + 5),
    failure_run: failureRunOf(),
    early_failure_share_56d: earlyShare(),
    branch_late_28d: company.branchLate(mainBranch(), 28),
    ...complaintsOf(),
    days_since_contact: Math.min(
      364,
      ...all.contacts
        .filter((contact) => contact.customer === id && day(contact.at) < t && contact.kind !== 'retention_offer')
        .map((contact) => t - contact.at / 1440),
    ),
    manager_left_182d: all.changes.some(
      (change) => change.customer === id && change.field === 'account_manager' && change.changedOn < t && change.changedOn >= t - 182,
    )
      ? 1
      : 0,
    overdue_days_91d: overdue(),
    overdue_excess_75d: excess(),
    days_since_refusal: refusal(),
    price_to_list_91d: revenueOf(91) > 0 ? Math.log(revenueOf(91) / sum(shipped(91).map((parcel) => parcel.list))) : Number.NaN,
    contract_fulfilment_91d: fulfilment(),
    days_to_contract_end: contract().contractStart < t ? contract().contractEnd - t : Number.NaN,
  };

  function contract() {
    return all.customers.find((customer) => customer.id === id)!;
  }
  function fulfilment(): number {
    const { contractStart, contractEnd, committed } = contract();
    const length = Math.min(91, t - contractStart);
    if (!(contractStart < t) || contractEnd < t || length < 28) return Number.NaN;
    return sum(shipped(length).map((parcel) => parcel.pieces)) / (committed * (length / 30.4375));
  }
  function mainBranch(): number {
    // Kinds of shipment are known by ended calendar weeks; a customer is served by one branch here.
    const monday = t - ((((t + 3) % 7) + 7) % 7);
    const seen = parcels.some((parcel) => day(parcel.shippedAt) < monday && day(parcel.shippedAt) >= 7 * Math.ceil((t - 361) / 7) - 3);
    return seen ? ['B1', 'B2'].indexOf(parcels[0]!.branch) + 1 : 0;
  }
  function earlyShare(): number {
    const length = Math.min(56, t - days[0]!);
    const end = t - days[0]! - length;
    const of = due(length, end).length;
    return of > 0
      ? Math.min((late(length, end).length + statusIn('damaged', length, end).length + statusIn('lost', length, end).length) / of, 1)
      : Number.NaN;
  }
  function failureRunOf(): number {
    let run = 0;
    for (let ago = 0; ago < 91; ago++) {
      const failed = late(1, ago).length + statusIn('damaged', 1, ago).length + statusIn('lost', 1, ago).length;
      const arrived = parcels.filter((parcel) => within(parcel.deliveredAt, 1, ago));
      if (arrived.length > 0 && failed === 0 && arrived.every((parcel) => parcel.deliveredAt <= parcel.promisedAt)) return run;
      run += failed;
    }
    return run;
  }
  function overdue(): number {
    const delays = all.invoices
      .filter((invoice) => invoice.customer === id && invoice.issuedOn >= t - 560 && invoice.dueOn < t)
      .map((invoice) => ({ due: invoice.dueOn, until: invoice.paidOn < t ? invoice.paidOn : t }))
      .filter(({ due: dueOn, until }) => dueOn >= t - 91 || until >= t - 91)
      .map(({ due: dueOn, until }) => Math.max(0, until - dueOn));
    return delays.length > 0 ? mean(delays) : Number.NaN;
  }
  function excess(): number {
    const delayOf = (invoice: { dueOn: number; paidOn: number }): number =>
      Math.max(0, (invoice.paidOn < t ? invoice.paidOn : t) - invoice.dueOn);
    const own = all.invoices.filter((invoice) => invoice.customer === id && invoice.issuedOn < t && invoice.dueOn < t);
    const recent = own.filter((invoice) => invoice.dueOn >= t - 75).map(delayOf);
    const before = own.filter((invoice) => invoice.dueOn >= t - 439 && invoice.dueOn < t - 75).map(delayOf);
    if (recent.length === 0) return Number.NaN;
    return Math.max(...recent) - (before.length > 0 ? mean(before) : 0);
  }
  function refusal(): number {
    return Math.min(
      364,
      ...all.complaints
        .filter(
          (complaint) =>
            complaint.customer === id &&
            complaint.outcome === 'rejected' &&
            day(complaint.resolvedAt) < t &&
            t * 1440 - complaint.openedAt <= 364 * 1440,
        )
        .map((complaint) => t - complaint.resolvedAt / 1440),
    );
  }
  function complaintsOf(): Record<string, number> {
    const known = all.complaints
      .filter((complaint) => complaint.customer === id && day(complaint.openedAt) < t && t * 1440 - complaint.openedAt <= 364 * 1440)
      .sort((a, b) => a.openedAt - b.openedAt);
    const resolved = (complaint: Complaint): boolean => day(complaint.resolvedAt) < t;
    const settled = known.filter(resolved);
    const recently = settled.filter((complaint) => t * 1440 - complaint.resolvedAt <= 182 * 1440);
    const bad = (complaint: Complaint): boolean =>
      complaint.outcome === 'rejected' ||
      day(complaint.reopenedAt) < t ||
      complaint.satisfaction <= 2 ||
      complaint.resolvedAt - complaint.openedAt > 7 * 1440;
    const claims = settled.filter((complaint) => complaint.claimed > 0);
    const last = known[known.length - 1];
    const ages = known.filter((complaint) => !resolved(complaint)).map((complaint) => t - complaint.openedAt / 1440);
    return {
      complaint_rate_91d:
        (all.complaints.filter((complaint) => complaint.customer === id && within(complaint.openedAt, 91)).length +
          (50 * base.complaints) / base.shipments) /
        (shipped(91).length + 50),
      complaints_364d: Math.log(1 + known.length),
      open_complaints: ages.length,
      oldest_open_days: Math.max(0, ...ages),
      resolution_hours_182d:
        recently.length > 0 ? mean(recently.map((complaint) => (complaint.resolvedAt - complaint.openedAt) / 60)) : Number.NaN,
      bad_resolution_share_364d: settled.length > 0 ? settled.filter(bad).length / settled.length : Number.NaN,
      repeat_complaints_91d: known.filter(
        (complaint, at) =>
          t * 1440 - complaint.openedAt <= 91 * 1440 &&
          known
            .slice(0, at)
            .some((earlier) => earlier.category === complaint.category && complaint.openedAt - earlier.openedAt <= 30 * 1440),
      ).length,
      claim_shortfall_364d:
        claims.length > 0
          ? 1 -
            sum(claims.map((claim) => (claim.outcome === 'rejected' || Number.isNaN(claim.compensation) ? 0 : claim.compensation))) /
              sum(claims.map((claim) => claim.claimed))
          : Number.NaN,
      claim_refused_56d: settled.some((complaint) => complaint.outcome === 'rejected' && t * 1440 - complaint.resolvedAt <= 56 * 1440)
        ? 1
        : 0,
      days_since_complaint: last === undefined ? 364 : t - last.openedAt / 1440,
      silent_after_unresolved: last !== undefined && resolved(last) && bad(last) ? t - last.resolvedAt / 1440 : Number.NaN,
    };
  }
}

/** The company's season raised to the powers with which this customer follows busy and quiet weeks: means of a posterior over a grid. */
function seasonOf(week: (block: number) => number, blocks: number, company: (block: number) => number): (block: number) => number {
  const raised = (block: number, busy: number, quiet: number): number =>
    Math.exp(Math.log(company(block)) * (company(block) > 1 ? busy : quiet));
  const all = Array.from({ length: blocks }, (_, block) => block);
  const shipments = sum(all.map(week));
  const busyPowers = [0, 0.35, 0.7, 1, 1.3];
  const quietPowers = [0.6, 1, 1.4];
  const grid = busyPowers.flatMap((busy, busyAt) =>
    quietPowers.map((quiet, quietAt) => {
      const total = sum(all.map((block) => raised(block, busy, quiet)));
      const likelihood = sum(all.map((block) => (week(block) === 0 ? 0 : week(block) * Math.log(raised(block, busy, quiet) / total))));
      return { busyAt, quietAt, likelihood: likelihood / (1 + (0.06 * shipments) / Math.max(blocks, 1)) };
    }),
  );
  const best = Math.max(...grid.map(({ likelihood }) => likelihood));
  const weights = grid.map(({ likelihood }) => Math.exp(likelihood - best));
  const at = (place: 'busyAt' | 'quietAt'): number =>
    Math.round(sum(grid.map((point, index) => point[place] * weights[index]!)) / sum(weights));
  return (block) => raised(block, busyPowers[at('busyAt')]!, quietPowers[at('quietAt')]!);
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function rampOf(week: (block: number) => number, season: (block: number) => number, usual: number): Record<string, number> {
  if (!(usual > 0)) return { ramp_evidence: Number.NaN, ramp_weeks: Number.NaN };
  let best = { evidence: Number.NEGATIVE_INFINITY, weeks: 0 };
  for (const length of [4, 7, 10, 14]) {
    for (const weeks of [2, 3, 4, 6, 8, 10, 12, 16]) {
      if (weeks > length + 4) continue;
      let likelihood = 0;
      let expected = 0;
      for (let j = 1; j <= weeks; j++) {
        const left = 1 - 0.8 * Math.min(j / length, 1);
        const mu = usual * season(weeks - j);
        likelihood += week(weeks - j) * Math.log(left) - mu * (left - 1);
        expected += mu;
      }
      const evidence = likelihood / Math.sqrt(1 + 0.25 * expected);
      if (evidence > best.evidence) best = { evidence, weeks };
    }
  }
  return { ramp_evidence: best.evidence, ramp_weeks: best.weeks };
}

function cusumOf(week: (block: number) => number, season: (block: number) => number, usual: number): number {
  let value = 0;
  for (let block = 25; block >= 0; block--) {
    const mu = usual * season(block);
    value = Math.max(0, value + (mu - week(block)) / Math.sqrt(mu + 0.06 * mu * mu + 0.25) - 0.3);
  }
  return value;
}
