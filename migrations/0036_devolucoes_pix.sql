-- Returns of Pix that an operator asks for. Written by recebimento; demo_pix_devolucao by the demo's simulator.

create table pix_devolucao (
  id text primary key check (id ~ '^[A-Za-z0-9]{1,35}$'),
  fim_a_fim text not null references pix_recebido,
  valor centavos not null check (valor > 0),
  motivo text not null check (length(motivo) between 1 and 200),
  situacao text not null default 'A_PEDIR' check (situacao in ('A_PEDIR', 'EM_PROCESSAMENTO', 'DEVOLVIDO', 'NAO_REALIZADO')),
  erro text,
  pedida_em timestamptz not null default agora(),
  atualizada_em timestamptz not null default agora()
);
comment on column pix_devolucao.id is 'By which the bank knows a repetition: it is on record before the bank is asked';
comment on column pix_devolucao.erro is 'Why the bank did not carry it out, or did not answer';
create index pix_devolucao_pix on pix_devolucao (fim_a_fim);
create index pix_devolucao_aberta on pix_devolucao (pedida_em) where situacao in ('A_PEDIR', 'EM_PROCESSAMENTO');
select auditar_tabela('pix_devolucao', 'id');

create table demo_pix_devolucao (
  fim_a_fim text not null references demo_pix_recebido,
  id text not null,
  valor centavos not null,
  primary key (fim_a_fim, id)
);
