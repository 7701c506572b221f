-- Stored answers hold tokens and new passwords, and the hash of a request that carries a password could be searched
-- for it: both are now made with a key that the database does not have (platform/sealer.ts). The old rows, kept for
-- a week at most, are given up.

delete from idempotencia;
alter table idempotencia alter column corpo type bytea using null;
alter table idempotencia rename column requisicao_sha256 to requisicao_hmac;
comment on column idempotencia.corpo is 'The answer, sealed with AES-256-GCM';
comment on column idempotencia.requisicao_hmac is 'What tells two requests apart, under HMAC-SHA256';
