/**
 * What has to be true of an office after every step, asked of the database file itself and not of the program: each row
 * answers what breaks it. Rules that need the keys of persons, the log or the other office are in `watch.ts`.
 */

export type Rule =
  | 'stock balances'
  | 'no card without approval'
  | 'no card by one person'
  | 'no blank in two places'
  | 'at most one living card a number'
  | 'at most one living card a person'
  | 'a service by the consent of its holder'
  | 'old card accounted for'
  | 'log verifies'
  | 'an erased person has no key'
  | 'accounts are changed by two others';

export interface Invariant {
  readonly rule: Rule;
  readonly what: string;
  /** One text for each row that breaks it. */
  readonly sql: string;
}

const inOffice = `('boxed', 'inTray', 'inWork', 'suspended', 'setAside', 'finished', 'test', 'returned')`;
const cameIn = `coalesce(m.fromPlace, 'outside') NOT IN ${inOffice} AND m.toPlace IN ${inOffice}`;
const wentOut = `m.fromPlace IN ${inOffice} AND m.toPlace NOT IN ${inOffice}`;

export const invariants: readonly Invariant[] = [
  {
    rule: 'stock balances',
    what: 'a blank is where its last movement put it',
    sql: `
    SELECT serial || ' in ' || place FROM blank AS b
    WHERE place IS NOT (SELECT toPlace FROM stockMovement WHERE blankSerial = b.serial ORDER BY number DESC LIMIT 1)`,
  },
  {
    rule: 'stock balances',
    what: 'the open day adds up',
    sql: `
    SELECT 'opening ' || d.opening || ', came ' || came || ', left ' || gone || ', there ' || there FROM workDay AS d
    JOIN (SELECT
      (SELECT count(*) FROM blank WHERE place IN ${inOffice}) AS there,
      (SELECT count(*) FROM stockMovement AS m WHERE ${cameIn}
        AND m.number >= (SELECT firstMovement FROM workDay WHERE state <> 'closed')) AS came,
      (SELECT count(*) FROM stockMovement AS m WHERE ${wentOut}
        AND m.number >= (SELECT firstMovement FROM workDay WHERE state <> 'closed')) AS gone)
    WHERE d.state <> 'closed' AND d.opening + came - gone <> there`,
  },
  {
    rule: 'stock balances',
    what: 'a closed day added up',
    sql: `
    SELECT day FROM workDay WHERE state = 'closed' AND
      (SELECT sum(value) FROM json_each(balance) WHERE type = 'integer')
      <> (SELECT sum(value) FROM json_each(balance, '$.inOffice')) + (SELECT sum(value) FROM json_each(balance, '$.left'))`,
  },
  {
    rule: 'stock balances',
    what: 'a day opens with what the ledger had by then',
    sql: `
    SELECT day FROM (SELECT * FROM workDay ORDER BY day DESC LIMIT 2) AS d WHERE opening <>
      (SELECT coalesce(sum(CASE WHEN ${cameIn} THEN 1 WHEN ${wentOut} THEN -1 ELSE 0 END), 0)
        FROM stockMovement AS m WHERE m.number < d.firstMovement)`,
  },
  {
    rule: 'stock balances',
    what: 'the ledger has no gap',
    sql: `SELECT 'of ' || max(number) || ' there are ' || count(*) FROM stockMovement HAVING max(number) <> count(*)`,
  },
  {
    rule: 'no card without approval',
    what: 'its record came in for that case',
    sql: `
    SELECT card.id FROM card JOIN job ON job.id = card.jobId
    WHERE NOT EXISTS (SELECT 1 FROM record WHERE hash = job.recordHash AND applicationId = card.applicationId
      AND type IN ('approval', 'replacement'))`,
  },
  {
    rule: 'no card without approval',
    what: 'its case was accepted, here or where it came from',
    sql: `
    SELECT card.id FROM card WHERE NOT EXISTS (SELECT 1 FROM auditEntry WHERE subjectId = card.applicationId
      AND action IN ('application.accepted', 'application.arrived'))`,
  },
  {
    rule: 'no card by one person',
    what: 'who accepted the record did not hand over its card',
    sql: `
    SELECT card.id FROM card JOIN auditEntry AS departure ON departure.subjectId = card.id AND departure.action = 'card.handedOver'
    WHERE card.handedOverBy = (SELECT actor FROM auditEntry
      -- Of the record in force when it left: an earlier record was another matter.
      WHERE subjectId = card.applicationId AND action = 'application.accepted' AND sequence < departure.sequence
      ORDER BY sequence DESC LIMIT 1)`,
  },
  {
    rule: 'no card by one person',
    what: 'who handed over is on record',
    sql: `
    SELECT card.id FROM card WHERE handedOverBy IS NOT NULL AND NOT EXISTS (SELECT 1 FROM auditEntry
      WHERE subjectId = card.id AND action = 'card.handedOver' AND actor = card.handedOverBy)`,
  },
  {
    rule: 'no card by one person',
    what: 'what two people did, two people did',
    sql: `
    SELECT id FROM spentApproval WHERE startedBy = approver
    UNION ALL
    SELECT act || ' ' || blankSerial FROM stockMovement
    WHERE act IN ('received', 'destroyed', 'lost', 'found', 'transferred', 'transferredIn', 'sentBack') AND approvalId IS NULL`,
  },
  {
    rule: 'no blank in two places',
    what: 'a blank in work is in one job',
    sql: `
    SELECT serial FROM blank WHERE place IN ('inWork', 'suspended')
      AND 1 <> (SELECT count(*) FROM job WHERE job.blankSerial = blank.serial AND job.open = 1)
    UNION ALL
    SELECT serial FROM blank WHERE place IN ('boxed', 'inTray', 'test')
      AND EXISTS (SELECT 1 FROM job WHERE job.blankSerial = blank.serial AND job.open = 1 AND job.state <> 'composed')`,
  },
  {
    rule: 'no blank in two places',
    what: 'a blank became one card',
    sql: `SELECT blankSerial FROM card GROUP BY blankSerial HAVING count(*) > 1`,
  },
  {
    rule: 'no blank in two places',
    what: 'a card is where its blank is',
    sql: `
    SELECT card.blankSerial || ' ' || card.state || ' ' || blank.place FROM card
    LEFT JOIN blank ON blank.serial = card.blankSerial
    WHERE blank.place IS NULL OR NOT CASE card.state
      WHEN 'inCustody' THEN blank.place = 'finished'
      WHEN 'dispatched' THEN blank.place = 'transferred'
      WHEN 'handedOver' THEN blank.place = 'handedOver'
      WHEN 'returned' THEN blank.place IN ('returned', 'lost', 'setAside')
      WHEN 'destroyed' THEN blank.place = 'destroyed'
      -- A lost card is revoked where it is.
      ELSE blank.place NOT IN ('boxed', 'inTray', 'inWork', 'suspended', 'test', 'destroyed') END`,
  },
  {
    rule: 'no blank in two places',
    what: 'a slot holds one card',
    sql: `
    SELECT safe || ' ' || slot FROM card WHERE state = 'inCustody' GROUP BY safe, slot HAVING count(*) > 1
    UNION ALL
    SELECT id FROM card WHERE (state = 'inCustody' AND slot IS NULL)
      OR (state IN ('dispatched', 'handedOver', 'destroyed') AND slot IS NOT NULL)`,
  },
  {
    rule: 'at most one living card a person',
    what: 'of one case one card is in use',
    sql: `
    SELECT applicationId FROM card WHERE state = 'handedOver' OR (state = 'dispatched' AND elsewhere = 1)
    GROUP BY applicationId HAVING count(*) > 1 AND sum(state = 'handedOver') > 0`,
  },
  {
    rule: 'at most one living card a person',
    what: 'a number that two cases bear now has one card',
    sql: `
    SELECT digest FROM caseNumber AS n JOIN card ON card.applicationId = n.applicationId
    WHERE n.inForce = 1 AND card.state = 'handedOver' GROUP BY digest HAVING count(*) > 1`,
  },
  {
    rule: 'a service by the consent of its holder',
    what: 'asked on its day, for that service of that card, and by two',
    sql: `
    SELECT s.id FROM serviceChange AS s WHERE s.act <> 'withdraw' AND NOT EXISTS (SELECT 1 FROM serviceConsent AS c
      WHERE c.id = s.consentId AND c.cardId = s.cardId AND c.serviceId = s.serviceId AND c.act = s.act
        AND date(c.askedAt, '+8 hours') = date(s.startedAt, '+8 hours'))
    UNION ALL
    SELECT id FROM serviceChange WHERE NOT EXISTS (SELECT 1 FROM spentApproval AS p WHERE p.id = serviceChange.approvalId
      AND p.subjectId = cardId AND p.startedBy = serviceChange.startedBy AND p.approver = approvedBy)
    UNION ALL
    SELECT consentId FROM serviceChange WHERE consentId IS NOT NULL GROUP BY consentId HAVING count(*) > 1`,
  },
  {
    rule: 'old card accounted for',
    what: 'no earlier card of the number is about',
    sql: `
    SELECT card.id FROM card JOIN application ON application.id = card.applicationId
    WHERE card.state = 'handedOver' AND application.kind <> 'firstIssue' AND EXISTS (
      SELECT 1 FROM card AS old WHERE old.numberDigest = card.numberDigest AND old.ordinal < card.ordinal
        AND old.state IN ('handedOver', 'inCustody', 'dispatched'))`,
  },
  {
    rule: 'old card accounted for',
    what: 'it was collected, and is cut, kept or destroyed',
    sql: `
    SELECT card.id FROM card JOIN application AS a ON a.id = card.applicationId
    WHERE card.handedOverBy IS NOT NULL AND a.kind IN ('expiry', 'changeOfData', 'damage', 'voluntaryExchange')
      -- A replacement may make another kind of the case after its card has left.
      AND EXISTS (SELECT 1 FROM job WHERE job.id = card.jobId AND job.recordHash = a.recordHash)
      AND NOT EXISTS (SELECT 1 FROM oldCard WHERE applicationId = a.id AND state <> 'collected')`,
  },
  {
    rule: 'old card accounted for',
    what: 'a lost one was revoked, and stays so',
    sql: `
    SELECT card.id FROM card JOIN application AS a ON a.id = card.applicationId
    WHERE card.handedOverBy IS NOT NULL AND a.kind = 'loss'
      AND EXISTS (SELECT 1 FROM job WHERE job.id = card.jobId AND job.recordHash = a.recordHash)
      AND NOT EXISTS (SELECT 1 FROM revocation WHERE applicationId = a.id AND reason = 'loss')
    UNION ALL
    SELECT cardId FROM revocation JOIN card ON card.id = revocation.cardId
    WHERE card.state NOT IN ('revoked', 'destroyed')`,
  },
  {
    rule: 'accounts are changed by two others',
    what: 'neither of the two is whose account it is',
    sql: `
    SELECT c.account || ' ' || c.act FROM accountChange AS c JOIN spentApproval AS s ON s.id = c.approvalId
    WHERE c.account IN (s.startedBy, s.approver)`,
  },
  {
    rule: 'accounts are changed by two others',
    what: 'two are left who may',
    sql: `
    SELECT count(*) FROM account WHERE disabled = 0 AND role IN ('administrator', 'supervisor') HAVING count(*) < 2`,
  },
];
