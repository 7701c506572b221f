import { checkDocument, type DocumentMode, normalizeDocument } from '#kernel/documents.ts';
import { type Centavos, centavos, fromReais } from '#kernel/money.ts';
import {
  type ContatoErp,
  type DadosPessoais,
  type EnderecoErp,
  type Falha,
  noBrasil,
  type PessoaErp,
  SEM_DADOS_PESSOAIS,
  type SituacaoErp,
  type TipoPessoa,
} from '#modules/clientes/index.ts';
import { type Bruto, isRecord, lista } from './contatos.ts';
import { Leitor } from './leitor.ts';

const TIPOS: Readonly<Record<string, TipoPessoa>> = { F: 'FISICA', J: 'JURIDICA', E: 'ESTRANGEIRA' };
const SITUACOES: readonly string[] = ['A', 'I', 'S'];
/** 0 not told, 1 Simples Nacional, 2 Simples above its limit, 3 regime normal, 4 MEI (NF-e, field CRT). */
const REGIMES = [0, 1, 2, 3, 4];

/** Reads a contact of the wire (document 003) with everything that is wrong with it, in the document's order. */
export function lerContato(bruto: Bruto, modo: DocumentMode): { contato: ContatoErp; falhas: Falha[] } {
  const ler = new Leitor(bruto);
  if (ler.obrigatorio('sequencia', 20, 'contato.sequencia_ausente')) ler.inteiro('sequencia');
  const nome = ler.obrigatorio('nome', 50, 'contato.nome_ausente');
  const situacao = lerSituacao(ler);
  const tipoPessoa = lerTipo(ler);
  const pais = ler.texto('pais', 50);
  const contato: ContatoErp = {
    nome,
    situacao,
    tipoPessoa,
    id: ler.id('id'),
    codigo: ler.texto('codigo', 30),
    fantasia: ler.texto('fantasia', 60),
    documento: lerDocumento(ler, tipoPessoa, modo),
    ie: ler.texto('ie', 18),
    rg: ler.texto('rg', 10),
    im: ler.texto('im', 18),
    endereco: lerEndereco(ler, '', pais, tipoPessoa),
    cobranca: lerEndereco(ler, '_cobranca', pais, tipoPessoa),
    contatos: ler.texto('contatos', 100),
    fone: ler.texto('fone', 40),
    fax: ler.texto('fax', 40),
    celular: ler.texto('celular', 40),
    email: ler.email('email'),
    emailNfe: ler.email('email_nfe'),
    site: ler.texto('site', 40),
    // Disregarded, and so not even looked at (notes 3 and 10).
    crt: tipoPessoa === 'FISICA' ? null : ler.opcao('crt', REGIMES),
    pessoal: tipoPessoa === null || tipoPessoa === 'FISICA' ? lerPessoal(ler, modo) : SEM_DADOS_PESSOAIS,
    limiteCredito: lerLimite(ler),
    idVendedor: ler.id('id_vendedor'),
    nomeVendedor: ler.texto('nome_vendedor', 50),
    tipos: lerTipos(bruto, ler),
    pessoas: lerPessoas(bruto, ler),
    obs: ler.texto('obs', 200),
  };
  return { contato, falhas: ler.falhas };
}

function lerSituacao(ler: Leitor): SituacaoErp {
  const texto = ler.obrigatorio('situacao', 20, 'contato.situacao_ausente').toUpperCase();
  if (texto && !SITUACOES.includes(texto)) ler.falha('contato.situacao');
  return texto as SituacaoErp;
}

function lerTipo(ler: Leitor): TipoPessoa | null {
  const texto = ler.texto('tipo_pessoa', 20);
  if (texto === null) return null;
  return TIPOS[texto.toUpperCase()] ?? ler.falha('contato.tipo_pessoa');
}

function lerDocumento(ler: Leitor, tipo: TipoPessoa | null, modo: DocumentMode): string | null {
  const texto = ler.digitos('cpf_cnpj', 18, [11, 14]);
  if (texto === null) return null;
  if (tipo === 'ESTRANGEIRA') {
    const documento = normalizeDocument(texto);
    return /^[0-9A-Z]{1,18}$/.test(documento) ? documento : ler.falha('contato.documento', { tipo: 'documento' });
  }
  const documento = checkDocument(texto, modo);
  const esperado = tipo === null ? documento?.kind : tipo === 'FISICA' ? 'CPF' : 'CNPJ';
  if (documento && documento.kind === esperado) return documento.value;
  return ler.falha('contato.documento', { tipo: esperado ?? 'CPF/CNPJ' });
}

// The billing address has no country of its own: it lies where the contact does.
function lerEndereco(ler: Leitor, sufixo: '' | '_cobranca', pais: string | null, tipo: TipoPessoa | null): EnderecoErp {
  const uf = ler.texto(`uf${sufixo}`, 30);
  return {
    endereco: ler.texto(`endereco${sufixo}`, 50),
    numero: ler.texto(`numero${sufixo}`, 10),
    complemento: ler.texto(`complemento${sufixo}`, 50),
    bairro: ler.texto(`bairro${sufixo}`, 30),
    cep: ler.cep(`cep${sufixo}`, tipo !== 'ESTRANGEIRA' && noBrasil({ uf, pais })),
    cidade: ler.texto(`cidade${sufixo}`, 30),
    uf,
    pais,
  };
}

function lerPessoal(ler: Leitor, modo: DocumentMode): DadosPessoais {
  const cpf = (campo: string) => {
    const texto = ler.digitos(campo, 18, [11]);
    if (texto === null) return null;
    const documento = checkDocument(texto, modo);
    return documento?.kind === 'CPF' ? documento.value : ler.falha('campo.cpf', { campo });
  };
  const estadoCivil = ler.inteiro('estadoCivil');
  if (estadoCivil !== null && estadoCivil > 99) ler.falha('campo.inteiro', { campo: 'estadoCivil' });
  return {
    estadoCivil,
    profissao: ler.texto('profissao', 50),
    sexo: ler.opcao('sexo', ['masculino', 'feminino']),
    nascimento: ler.dia('data_nascimento'),
    naturalidade: ler.texto('naturalidade', 40),
    nomePai: ler.texto('nome_pai', 100),
    cpfPai: cpf('cpf_pai'),
    nomeMae: ler.texto('nome_mae', 100),
    cpfMae: cpf('cpf_mae'),
  };
}

// With a point (note 5): "1.234,56" and "5,25" are not taken for what they might mean.
function lerLimite(ler: Leitor): Centavos {
  const texto = ler.texto('limite_credito', 20);
  if (texto === null) return centavos(0);
  const valor = /^\d+(\.\d{1,2}0*)?$/.test(texto) ? fromReais(texto.replace(/(\.\d\d)0+$/, '$1')) : null;
  return valor ?? ler.falha('contato.limite_credito') ?? centavos(0);
}

function lerTipos(bruto: Bruto, ler: Leitor): string[] {
  return lista(bruto['tipos_contato'], 'tipo').flatMap((tipo) => {
    const texto = new Leitor({ tipo }, ler.falhas).texto('tipo', 30);
    return texto === null ? [] : [texto];
  });
}

function lerPessoas(bruto: Bruto, ler: Leitor): PessoaErp[] {
  return lista(bruto['pessoas_contato'], 'pessoa_contato').flatMap((item) => {
    if (!isRecord(item)) {
      ler.falha('campo.lista', { campo: 'pessoas_contato' });
      return [];
    }
    const pessoa = new Leitor(item, ler.falhas, 'pessoa_contato.');
    const nome = pessoa.obrigatorio('nome', 50, 'contato.pessoa_sem_nome');
    return [
      {
        nome,
        telefone: pessoa.texto('telefone', 30),
        ramal: pessoa.texto('ramal', 20),
        email: pessoa.email('email'),
        departamento: pessoa.texto('departamento', 50),
      },
    ];
  });
}
