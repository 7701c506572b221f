-- The outbox: a message is written in the transaction that causes it and sent by a job. `mensagem` says what was told
-- to whom and how it ended; what is told, and the whole address, stand in `mensagem_fila` until then and no longer.

alter table mensagem
  drop constraint mensagem_estado_check,
  add constraint mensagem_estado check (estado in ('PENDENTE', 'ENVIADA', 'FALHOU', 'DISPENSADA')),
  -- What it is sent for, such as «fatura.emitida 90»: no cause sends twice on one channel.
  add column causa text check (length(causa) <= 200),
  add column tentativas smallint not null default 1,
  -- Names it towards the server in every try: Message-ID of an e-mail, messageId of an SMS.
  add column envio uuid not null default gen_random_uuid(),
  add column encerrada_em timestamptz,
  -- What the carrier reported later about an SMS that the gateway had taken.
  add column entrega text check (entrega in ('ENTREGUE', 'NAO_ENTREGUE', 'PENDENTE')),
  add column entrega_motivo text,
  add column entrega_em timestamptz,
  add constraint mensagem_causa unique (causa, canal),
  add constraint mensagem_envio unique (envio);
comment on column mensagem.estado is 'DISPENSADA: the customer does not want such messages, and erro says which wish it was';

create table mensagem_fila (
  mensagem_id integer primary key references mensagem on delete cascade,
  canal text not null check (canal in ('EMAIL', 'SMS')),
  destino text not null,
  modelo text not null,
  valores jsonb not null,
  -- In place of the template's.
  titulo text,
  conteudo text,
  -- [{"tipo": "fatura", "id": 90}]: made when it is sent.
  anexos jsonb not null default '[]',
  envio uuid not null,
  prioridade smallint not null check (prioridade between 1 and 3),
  tentativas smallint not null default 0,
  -- A try has ended without an answer: the next one says so to a gateway that can tell what became of it.
  incerta boolean not null default false,
  proxima_em timestamptz not null default agora(),
  -- Whoever sends it has it until then, by the machine's clock: the program's may be moved meanwhile.
  reservada_ate timestamptz
);
create index mensagem_fila_vez on mensagem_fila (canal, prioridade, proxima_em, mensagem_id);
comment on table mensagem_fila is 'What is still to be sent. Not audited: it holds contents, and no row outlives the sending';

alter table demo_mensagem add column envio uuid, add column html text;

create table demo_mensagem_anexo (
  demo_mensagem_id integer references demo_mensagem on delete cascade,
  ordem smallint,
  nome text not null,
  tipo text not null,
  bytes bytea not null,
  primary key (demo_mensagem_id, ordem)
);
