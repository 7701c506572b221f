-- Return files with what each entry brought, Pix charges that are made anew and money that is given back.
-- Written by recebimento; demo_pix by the demo's simulator.

alter table convenio add column codigo_transmissao text check (codigo_transmissao ~ '^\d{1,15}$');
comment on column convenio.codigo_transmissao is
  'Santander (033): the code that the bank gave for files; null: agency, 0000 and beneficiary';

alter table retorno_item
  add column chave text,
  add column encargos centavos,
  add column desconto centavos,
  add column tarifa centavos,
  add column creditado centavos,
  add column credito_em date,
  add column pagamento_id integer references pagamento;
comment on column retorno_item.chave is 'Of money: what makes the same entry known in another file (pagamento.origem_chave)';
comment on column retorno_item.encargos is 'Fine and interest together, as the bank tells them';
create index retorno_item_fatura on retorno_item (fatura_id) where fatura_id is not null;

alter table pix_cobranca add column txids_anteriores text[] not null default '{}';
comment on column pix_cobranca.txids_anteriores is 'A charge that was removed is not opened again: the invoice gets another, and money for the old one still finds it';
create index pix_cobranca_anteriores on pix_cobranca using gin (txids_anteriores) where txids_anteriores <> '{}';
create index pix_cobranca_a_registrar on pix_cobranca (atualizada_em) where situacao = 'A_REGISTRAR';

alter table pix_recebido
  add column chave text,
  add column encargos centavos,
  add column desconto centavos,
  add column devolvido centavos not null default 0 check (devolvido between 0 and valor);
comment on column pix_recebido.chave is 'The key that was paid to, where the bank tells it';
comment on column pix_recebido.devolvido is 'Given back to the payer, all returns together';
create index pix_recebido_sem_lugar on pix_recebido (txid) where resultado = 'SEM_LUGAR';
create index pix_recebido_fatura on pix_recebido (fatura_id) where fatura_id is not null;

-- Up to when the bank was asked for received Pix; one row.
create table pix_conciliacao (
  id boolean primary key default true check (id),
  ate timestamptz not null
);

-- The simulated bank of the demo: its charges, and what was paid to them.
create table demo_pix (
  txid text primary key,
  chave text not null,
  valor centavos not null,
  vencimento date not null,
  status text not null default 'ATIVA'
);
create table demo_pix_recebido (
  fim_a_fim text primary key,
  txid text,
  chave text not null,
  valor centavos not null,
  horario timestamptz not null,
  devolvido centavos not null default 0
);
