-- What the ERP's door needs: a search by a part of the name that stays quick with a million customers, and codes.

-- A trusted extension: the owner of the database may create it. Comes with PostgreSQL (contrib).
create extension if not exists pg_trgm;

-- What names are searched by: no accents, upper case, one kind of apostrophe. Immutable, whatever the collation of the database.
create function chave_busca(texto text) returns text language sql immutable strict parallel safe
  return upper(translate(texto,
    'ÁÀÂÃÄÅáàâãäåÉÈÊËéèêëÍÌÎÏíìîïÓÒÔÕÖóòôõöÚÙÛÜúùûüÇçÑñÝýÿ’‘´`',
    'AAAAAAaaaaaaEEEEeeeeIIIIiiiiOOOOOoooooUUUUuuuuCcNnYyy''''''''') collate "C");

-- One key for name and code, so that a term is looked for in both by one condition on one index.
create index cliente_busca on cliente using gin (chave_busca(nome || ' ' || coalesce(codigo, '')) gin_trgm_ops);
-- By the first characters of a document: the branches of a company share eight.
create index cliente_documento_inicio on cliente (documento text_pattern_ops);
create index cliente_criado_em on cliente using brin (criado_em);

create sequence cliente_codigo_seguinte;

-- The next number that no customer has as its code.
create function proximo_codigo_cliente() returns text language plpgsql as $$
declare
  candidato text;
begin
  loop
    candidato := nextval('cliente_codigo_seguinte')::text;
    exit when not exists (select 1 from cliente where codigo = candidato);
  end loop;
  return candidato;
end $$;

create index cidade_busca on cidade (chave_busca(nome));
-- Whether a contract is installed at an address is asked by the address.
create index contrato_endereco_endereco on contrato_endereco (cliente_endereco_id);
