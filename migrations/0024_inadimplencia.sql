-- Dunning with its proof, trust that goes back to where it came from, and what their daily routines look for.

alter table aviso_inadimplencia
  alter column enviado_em drop not null,
  add column preparado_em date not null,
  add column causa text not null check (length(causa) <= 200),
  add column prova text check (prova in ('EMAIL', 'SMS', 'CARTA')),
  add column suspensao_dias smallint not null check (suspensao_dias >= 15),
  add column rescisao_dias smallint not null check (rescisao_dias >= 60),
  add check ((enviado_em is null) = (prova is null)),
  add check (suspende_em >= preparado_em + suspensao_dias),
  add check (rescinde_em >= suspende_em + rescisao_dias),
  add check (suspenso_em is null or suspenso_em >= enviado_em + suspensao_dias);
comment on column aviso_inadimplencia.enviado_em is 'The day on which its sending is proved; null: not yet, and no term runs';
comment on column aviso_inadimplencia.causa is 'That of its message (mensagem.causa), which the notices of one customer and day share';
comment on column aviso_inadimplencia.prova is 'The channel whose row in mensagem proves it; CARTA: an operator said so';
comment on column aviso_inadimplencia.suspensao_dias is 'The rule under which it was made, from the policy of that day';
comment on column aviso_inadimplencia.suspenso_em is 'The first day of total suspension under this notice';
create index aviso_inadimplencia_cliente_aberto on aviso_inadimplencia (cliente_id) where situacao = 'ABERTO';

alter table contrato_confianca
  add column voltar_para text not null default 'SUSPENSO' check (voltar_para in ('SUSPENSO', 'SUSPENSO PARCIALMENTE'));
comment on column contrato_confianca.voltar_para is 'The status that it had, and has again when nothing was paid';
create unique index contrato_confianca_uma_aberta on contrato_confianca (contrato_id) where voltou_em is null;

-- Two that overlap would be refused by the rules; this is for who goes around them.
create unique index inativacao_temporaria_uma_aberta on inativacao_temporaria (contrato_id) where situacao in ('PEDIDA', 'EM_CURSO');
