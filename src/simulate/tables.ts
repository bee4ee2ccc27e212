import type { TableName } from '../history/schema.js';
import { changeRows } from './changeRows.js';
import { complaintRows } from './complaintRows.js';
import { contactRows } from './contactRows.js';
import { customerRows } from './customerRows.js';
import { invoiceRows } from './invoiceRows.js';
import type { Path } from './path.js';
import { SHIPMENT_COLUMNS } from './shipmentBatches.js';
import type { SmallRow } from './smallRow.js';
import { surveyRows } from './surveyRows.js';
import type { World } from './world.js';

export type SmallTable = Exclude<TableName, 'shipments'>;

/** How a customer's rows of each small table are made. */
export const SMALL_TABLES: Readonly<Record<SmallTable, (world: World, path: Path) => SmallRow[]>> = {
  customers: customerRows,
  complaints: complaintRows,
  contacts: contactRows,
  invoices: invoiceRows,
  changes: changeRows,
  surveys: surveyRows,
};

const FILLED_COLUMNS: Readonly<Record<TableName, readonly string[]>> = {
  customers: [
    'customer_id',
    'name',
    'kind',
    'industry',
    'city',
    'account_manager',
    'key_account',
    'joined_on',
    'contract_start',
    'contract_end',
    'committed_monthly_pieces',
    'payment_term_days',
    'referred_by',
    'closed_on',
    'closed_by',
    'exit_reason',
    'exit_to',
  ],
  shipments: SHIPMENT_COLUMNS,
  complaints: [
    'complaint_id',
    'customer_id',
    'waybill_no',
    'opened_at',
    'responded_at',
    'resolved_at',
    'reopened_at',
    'channel',
    'category',
    'text',
    'claimed',
    'compensation',
    'outcome',
    'satisfaction',
  ],
  contacts: ['customer_id', 'at', 'kind', 'cost'],
  invoices: ['customer_id', 'issued_on', 'due_on', 'amount', 'paid_on'],
  changes: ['customer_id', 'changed_on', 'field', 'old_value', 'new_value'],
  surveys: ['customer_id', 'answered_on', 'item', 'expected', 'actual', 'importance'],
};

/** Columns of a table that the simulation fills, in the order of the schema. */
export function filledColumns({ campaignWeek }: World, table: TableName): readonly string[] {
  const columns = FILLED_COLUMNS[table];
  return table === 'contacts' && campaignWeek !== undefined ? [...columns, 'campaign', 'arm'] : columns;
}
