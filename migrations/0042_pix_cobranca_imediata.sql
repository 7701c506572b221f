-- Immediate Pix charges (cob) of invoices that are overdue, for which the bank takes no charge with a due date (cobv).

alter table pix_cobranca
  add column tipo text not null default 'COBV' check (tipo in ('COBV', 'COB')),
  add column valor centavos,
  add column expira_em timestamptz,
  add constraint pix_cobranca_imediata check ((tipo = 'COB') = (valor is not null and expira_em is not null));
comment on column pix_cobranca.valor is 'Of a COB what it asks for, fine and interest of its day included; a COBV asks for what the invoice owes';
