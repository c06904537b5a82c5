/** What a holder agreed to be served by, and the one change that was made of each agreement. */
export const consents = `
CREATE TABLE serviceConsent (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  cardId TEXT NOT NULL REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
  act TEXT NOT NULL CHECK (act IN ('add', 'renew')),
  serviceId TEXT NOT NULL,
  -- Of what was put to the holder: service, address, days.
  termsDigest TEXT NOT NULL CHECK (length(termsDigest) = 64),
  language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
  askedBy TEXT NOT NULL,
  askedAt TEXT NOT NULL
) STRICT;
CREATE INDEX serviceConsentsOfCard ON serviceConsent (cardId);
CREATE TRIGGER serviceConsentNoUpdate BEFORE UPDATE ON serviceConsent
BEGIN SELECT raise(ABORT, 'serviceConsent rows are never changed'); END;
CREATE TRIGGER serviceConsentNoDelete BEFORE DELETE ON serviceConsent
BEGIN SELECT raise(ABORT, 'serviceConsent rows are never deleted'); END;
-- Null for changes of earlier versions, and where a service is withdrawn.
ALTER TABLE serviceChange ADD COLUMN consentId TEXT REFERENCES serviceConsent (id);
CREATE UNIQUE INDEX oneChangePerConsent ON serviceChange (consentId);
CREATE TRIGGER serviceChangeByConsent BEFORE INSERT ON serviceChange
WHEN NEW.act <> 'withdraw' AND NOT EXISTS (SELECT 1 FROM serviceConsent WHERE id = NEW.consentId
  AND cardId = NEW.cardId AND act = NEW.act AND serviceId = NEW.serviceId
  AND date(askedAt, '+8 hours') = date(NEW.startedAt, '+8 hours'))
BEGIN SELECT raise(ABORT, 'a service is given by the consent of its holder, of the same day'); END;
CREATE TRIGGER serviceChangeConsentStays BEFORE UPDATE OF consentId ON serviceChange
BEGIN SELECT raise(ABORT, 'a consent is used once'); END;
`;
