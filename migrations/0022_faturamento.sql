-- A billing may hold days of several windows: each is on record by itself, so that each can be settled. After a change
-- of the due day two parts of one month may be billed by two invoices; the days of a contract are still billed once.
alter table contrato_faturado drop constraint contrato_faturado_pkey, add primary key (contrato_id, competencia, inicio);
comment on table contrato_faturado is 'Billed days of a contract; the records of one contract follow each other and share no day';
comment on column contrato_faturado.janela_inicio is 'The window that the days lie in, to its end janela_fim; null: they are never settled again';
