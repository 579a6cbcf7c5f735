/** The contracts of the ports `Store` and `BudgetLedger` as suites of tests. */
export { ledgerContract, type LedgerContractOptions } from './ledger-contract.js';
export type { OpenedLedger } from './ledger/opened-ledger.js';
export { storeContract, type StoreContractOptions } from './store-contract.js';
export type { OpenedStore } from './store/opened-store.js';
export { StoreModel } from './store/store-model.js';
export type { SuiteFrame } from './suite-frame.js';
