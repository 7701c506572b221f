import { Type } from 'typebox';
import { formatDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { reais } from '#kernel/money.ts';
import { contatoErp } from '#modules/clientes/index.ts';
import { read } from '../core/operation.ts';
import { cep, documento, telefone, texto, tipoPessoa } from './mostrar-contato.ts';
import { PARAMETROS_GERAIS, Texto } from './wire.ts';

const INTEGER_MAX = 2_147_483_647;

const Contato = Type.Object({
  id: Texto,
  codigo: Texto,
  nome: Texto,
  fantasia: Texto,
  tipo_pessoa: Texto,
  cpf_cnpj: Texto,
  ie: Texto,
  rg: Texto,
  im: Texto,
  endereco: Texto,
  numero: Texto,
  complemento: Texto,
  bairro: Texto,
  cep: Texto,
  cidade: Texto,
  uf: Texto,
  pais: Texto,
  endereco_cobranca: Texto,
  numero_cobranca: Texto,
  complemento_cobranca: Texto,
  bairro_cobranca: Texto,
  cep_cobranca: Texto,
  cidade_cobranca: Texto,
  uf_cobranca: Texto,
  contatos: Texto,
  fone: Texto,
  fax: Texto,
  celular: Texto,
  email: Texto,
  email_nfe: Texto,
  site: Texto,
  crt: Texto,
  estadoCivil: Texto,
  profissao: Texto,
  sexo: Texto,
  data_nascimento: Texto,
  naturalidade: Texto,
  nome_pai: Texto,
  cpf_pai: Texto,
  nome_mae: Texto,
  cpf_mae: Texto,
  limite_credito: Type.Number(),
  id_lista_preco: Texto,
  id_vendedor: Texto,
  nome_vendedor: Texto,
  situacao: Texto,
  obs: Texto,
  data_criacao: Texto,
  data_atualizacao: Texto,
  tipos_contato: Type.Array(Type.Object({ tipo: Texto })),
  pessoas_contato: Type.Array(
    Type.Object({
      pessoa_contato: Type.Object({
        id_pessoa: Texto,
        nome: Texto,
        telefone: Texto,
        ramal: Texto,
        email: Texto,
        departamento: Texto,
      }),
    }),
  ),
});

export const obterContato = read({
  ids: ['tiny.contato.obter'],
  method: 'POST',
  url: '/api2/contato.obter.php',
  credentials: ['apiToken'],
  body: Type.Object({ ...PARAMETROS_GERAIS, id: Type.String({ description: 'Número do contato' }) }),
  // Numbers are texts, as in the official example of this service.
  response: Type.Object({
    retorno: Type.Object({ status_processamento: Type.Literal('3'), status: Type.Literal('OK'), contato: Contato }),
  }),
  ours: 'Mostra um contato com todos os seus campos, também o excluído (situacao E). Um id desconhecido é o erro 32.',
  async handle({ db }, { body }) {
    const found = await contatoErp(db, idDe(body.id));
    if (!found) throw new DomainError('notFound', 'contato.nao_localizado');
    return { retorno: { status_processamento: '3' as const, status: 'OK' as const, contato: mostrar(found) } };
  },
});

function idDe(id: string | undefined): number {
  if (!id?.trim()) throw new DomainError('invalid', 'tiny.parametro_ausente', { parametro: 'id' });
  if (!/^\s*\d+\s*$/.test(id)) {
    const falhas = [{ codigo: 'campo.inteiro', fatos: { campo: 'id' } }];
    throw new DomainError('invalid', 'contato.invalido', { falhas });
  }
  // No contact has the id 0.
  return Number(id) > INTEGER_MAX ? 0 : Number(id);
}

function mostrar(c: NonNullable<Awaited<ReturnType<typeof contatoErp>>>) {
  return {
    id: texto(c.id),
    codigo: texto(c.codigo),
    nome: c.nome,
    fantasia: texto(c.nome_fantasia),
    tipo_pessoa: tipoPessoa(c.tipo_pessoa),
    cpf_cnpj: documento(c.documento),
    ie: texto(c.inscricao_estadual),
    rg: texto(c.rg),
    im: texto(c.inscricao_municipal),
    endereco: texto(c.endereco?.endereco),
    numero: texto(c.endereco?.numero),
    complemento: texto(c.endereco?.complemento),
    bairro: texto(c.endereco?.bairro),
    cep: cep(c.endereco?.cep),
    cidade: texto(c.endereco?.cidade),
    uf: texto(c.endereco?.uf),
    pais: texto(c.endereco?.pais),
    endereco_cobranca: texto(c.cobranca?.endereco),
    numero_cobranca: texto(c.cobranca?.numero),
    complemento_cobranca: texto(c.cobranca?.complemento),
    bairro_cobranca: texto(c.cobranca?.bairro),
    cep_cobranca: cep(c.cobranca?.cep),
    cidade_cobranca: texto(c.cobranca?.cidade),
    uf_cobranca: texto(c.cobranca?.uf),
    contatos: texto(c.pessoas_contato_texto),
    fone: telefone(c.fone),
    fax: telefone(c.fax),
    celular: telefone(c.celular),
    email: texto(c.email),
    email_nfe: texto(c.email_nfe),
    site: texto(c.site),
    crt: texto(c.crt ?? 0),
    estadoCivil: texto(c.estado_civil ?? 0),
    profissao: texto(c.profissao),
    sexo: texto(c.sexo),
    data_nascimento: c.nascimento ? formatDay(c.nascimento, 'dd/MM/yyyy') : '',
    naturalidade: texto(c.naturalidade),
    nome_pai: texto(c.nome_pai),
    cpf_pai: documento(c.cpf_pai),
    nome_mae: texto(c.nome_mae),
    cpf_mae: documento(c.cpf_mae),
    limite_credito: reais(c.limite_credito),
    // Price lists belong to the ERP; this register has none.
    id_lista_preco: '',
    id_vendedor: texto(c.vendedor_id),
    nome_vendedor: texto(c.nome_vendedor),
    situacao: c.situacao,
    obs: texto(c.observacao),
    data_criacao: c.data_criacao,
    data_atualizacao: c.data_atualizacao,
    tipos_contato: c.tipos.map(({ papel }) => ({ tipo: papel })),
    pessoas_contato: c.pessoas.map((pessoa) => ({
      pessoa_contato: {
        id_pessoa: texto(pessoa.id),
        nome: pessoa.nome,
        telefone: texto(pessoa.telefone ?? pessoa.celular),
        ramal: texto(pessoa.ramal),
        email: texto(pessoa.email),
        departamento: texto(pessoa.departamento),
      },
    })),
  };
}
