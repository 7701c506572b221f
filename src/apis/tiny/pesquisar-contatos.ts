import { Type } from 'typebox';
import { parseDay } from '#kernel/dates.ts';
import { normalizeDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { searchKey } from '#kernel/text.ts';
import { contarContatosErp, contatosErp, type PesquisaErp } from '#modules/clientes/index.ts';
import { read } from '../core/operation.ts';
import { Leitor } from './leitor.ts';
import { cep, documento, telefone, texto, tipoPessoa } from './mostrar-contato.ts';
import type { Params } from './params.ts';
import { PARAMETROS_GERAIS, Parametro, Texto } from './wire.ts';

const POR_PAGINA = 100;

const SITUACOES = { A: 'Ativo', I: 'Inativo', S: 'Sem Movimento', E: 'Excluido' } as const;

const Achado = Type.Object({
  id: Texto,
  codigo: Texto,
  nome: Texto,
  tipo_pessoa: Texto,
  fantasia: Texto,
  cpf_cnpj: Texto,
  endereco: Texto,
  numero: Texto,
  complemento: Texto,
  bairro: Texto,
  cep: Texto,
  cidade: Texto,
  uf: Texto,
  email: Texto,
  fone: Texto,
  id_lista_preco: Texto,
  id_vendedor: Texto,
  nome_vendedor: Texto,
  situacao: Texto,
  data_criacao: Texto,
});

export const pesquisarContatos = read({
  ids: ['tiny.contatos.pesquisa'],
  method: 'POST',
  url: '/api2/contatos.pesquisa.php',
  credentials: ['apiToken'],
  body: Type.Object({
    ...PARAMETROS_GERAIS,
    pesquisa: Parametro('Nome ou código, ou parte; com menos de três letras, o começo de uma palavra'),
    cpf_cnpj: Parametro('CPF ou CNPJ, ou o seu começo; um CNPJ traz também as filiais da mesma raiz'),
    idVendedor: Parametro('Número do vendedor'),
    nomeVendedor: Parametro('Nome do vendedor, ou parte'),
    situacao: Parametro('Ativo, Inativo, Sem Movimento ou Excluido; sem ela, todos menos os excluídos'),
    pagina: Parametro('A partir de 1, com 100 contatos cada'),
    dataCriacao: Parametro('Criados desde dd/mm/aaaa hh:mm:ss'),
    dataMinimaAtualizacao: Parametro('Alterados desde dd/mm/aaaa hh:mm:ss'),
  }),
  // Numbers are texts, as in the official example of this service.
  response: Type.Object({
    retorno: Type.Object({
      status_processamento: Type.Literal('3'),
      status: Type.Literal('OK'),
      pagina: Texto,
      numero_paginas: Texto,
      contatos: Type.Array(Type.Object({ contato: Achado })),
    }),
  }),
  ours: 'Procura contatos, em páginas de 100 pela ordem do número. Sem resultado é o erro 20; além da última página, o 23.',
  async handle({ db }, { body }) {
    const pesquisa = lerPesquisa(body);
    const total = await contarContatosErp(db, pesquisa);
    if (total === 0) throw new DomainError('notFound', 'tiny.consulta_vazia');
    const pagina = lerPagina(body.pagina, Math.ceil(total / POR_PAGINA));
    const achados = await contatosErp(db, pesquisa, { pagina, porPagina: POR_PAGINA });
    return {
      retorno: {
        status_processamento: '3' as const,
        status: 'OK' as const,
        pagina: String(pagina),
        numero_paginas: String(Math.ceil(total / POR_PAGINA)),
        contatos: achados.map((achado) => ({ contato: mostrar(achado) })),
      },
    };
  },
});

function lerPagina(valor: string | undefined, paginas: number): number {
  const pagina = valor?.trim() ? Number(valor) : 1;
  if (!Number.isInteger(pagina) || pagina < 1 || pagina > paginas) throw new DomainError('notFound', 'tiny.pagina');
  return pagina;
}

function lerPesquisa(params: Params): PesquisaErp {
  const ler = new Leitor(params);
  const momento = (campo: string) => {
    const valor = ler.texto(campo, 30);
    return valor === null
      ? null
      : (lerMomento(valor) ?? ler.falha('campo.data', { campo, formato: 'dd/mm/aaaa hh:mm:ss' }));
  };
  const cpfCnpj = ler.texto('cpf_cnpj', 30);
  const pesquisa: PesquisaErp = {
    texto: ler.texto('pesquisa', 200),
    documento: cpfCnpj === null ? null : normalizeDocument(cpfCnpj),
    vendedorId: ler.id('idVendedor'),
    nomeVendedor: ler.texto('nomeVendedor', 200),
    situacao: lerSituacao(ler),
    criadoDesde: momento('dataCriacao'),
    atualizadoDesde: momento('dataMinimaAtualizacao'),
  };
  if (ler.falhas.length > 0) throw new DomainError('invalid', 'contato.invalido', { falhas: ler.falhas });
  return pesquisa;
}

function lerSituacao(ler: Leitor): PesquisaErp['situacao'] {
  const valor = ler.texto('situacao', 30);
  if (valor === null) return null;
  const opcoes = Object.entries(SITUACOES) as [keyof typeof SITUACOES, string][];
  const found = opcoes.find(([sigla, nome]) => [sigla, searchKey(nome)].includes(searchKey(valor)));
  return found?.[0] ?? ler.falha('campo.opcao', { campo: 'situacao', opcoes: Object.values(SITUACOES).join(', ') });
}

// "21/03/2020 15:14:03", or the day alone, from its beginning.
function lerMomento(valor: string): string | null {
  const [, data = '', hora = '00:00:00'] = /^(\S+)(?:\s+((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d))?$/.exec(valor) ?? [];
  const dia = parseDay(data, 'dd/MM/yyyy');
  return dia && `${dia} ${hora}`;
}

function mostrar(c: Awaited<ReturnType<typeof contatosErp>>[number]) {
  return {
    id: texto(c.id),
    codigo: texto(c.codigo),
    nome: c.nome,
    tipo_pessoa: tipoPessoa(c.tipo_pessoa),
    fantasia: texto(c.nome_fantasia),
    cpf_cnpj: documento(c.documento),
    endereco: texto(c.endereco?.endereco),
    numero: texto(c.endereco?.numero),
    complemento: texto(c.endereco?.complemento),
    bairro: texto(c.endereco?.bairro),
    cep: cep(c.endereco?.cep),
    cidade: texto(c.endereco?.cidade),
    uf: texto(c.endereco?.uf),
    email: texto(c.email),
    fone: telefone(c.fone),
    id_lista_preco: '',
    id_vendedor: texto(c.vendedor_id),
    nome_vendedor: texto(c.nome_vendedor),
    situacao: SITUACOES[c.situacao],
    data_criacao: c.data_criacao,
  };
}
