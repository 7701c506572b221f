-- Sessions that packets still come for lie in one small table, so that a packet touches no partition: radacct is the
-- recent ones (radacct_recente) and the archive of months (radacct_arquivo), and is still read as one.

alter table radius.radacct rename to radacct_arquivo;
alter table radius.radacct_arquivo
  alter column radacctid drop identity,
  add column arquivada boolean not null default true,
  add column mais_entrada bigint not null default 0,
  add column mais_saida bigint not null default 0;
create sequence radius.radacctid as bigint;
select setval('radius.radacctid', max(radacctid)) from radius.radacct_arquivo having max(radacctid) is not null;
alter table radius.radacct_arquivo alter column radacctid set default nextval('radius.radacctid');

create table radius.radacct (like radius.radacct_arquivo including defaults including comments)
  partition by list (arquivada);
alter table radius.radacct alter column arquivada set default false;
comment on column radius.radacct.arquivada is 'No packet is expected any more: it lies in the month of its start';
comment on column radius.radacct.mais_entrada is 'Bytes that the last packet added; mais_saida likewise';
alter table radius.radacct attach partition radius.radacct_arquivo for values in (true);

-- Room in each page, so that the packets of a session rewrite its row in place; for the same reason no index and no
-- predicate of one names a column that packets change.
create table radius.radacct_recente partition of radius.radacct for values in (false) with (fillfactor = 70);
create unique index radacct_recente_unica on radius.radacct_recente (acctuniqueid);
create index radacct_recente_contrato on radius.radacct_recente (contrato_id, acctstarttime);
create index radacct_recente_nas on radius.radacct_recente (nasipaddress);
create index radacct_recente_ip on radius.radacct_recente (framedipaddress, acctstarttime) where framedipaddress is not null;
create index radacct_recente_ipv6 on radius.radacct_recente (framedipv6prefix, acctstarttime) where framedipv6prefix is not null;
create index radacct_recente_ipv6_delegado on radius.radacct_recente (delegatedipv6prefix, acctstarttime)
  where delegatedipv6prefix is not null;
alter table radius.radacct_recente set (autovacuum_vacuum_scale_factor = 0.05);

-- The open ones, and those that ended so lately that a late packet may come; of one key only the latest.
with recentes as (
  select distinct on (r.acctuniqueid) r.radacctid, r.acctstarttime
  from radius.radacct_arquivo r left join radius.sessao_aberta a
    on a.acctuniqueid = r.acctuniqueid and a.radacctid = r.radacctid and a.acctstarttime = r.acctstarttime
  where a.acctuniqueid is not null or r.acctstoptime > now() - interval '2 hours'
  order by r.acctuniqueid, a.acctuniqueid nulls last, r.acctstarttime desc)
update radius.radacct r set arquivada = false from recentes n
where r.arquivada and r.radacctid = n.radacctid and r.acctstarttime = n.acctstarttime;
drop table radius.sessao_aberta;
