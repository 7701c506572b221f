import {
  dia,
  diaDoMes,
  dinheiro,
  identificador,
  inicioDeNumero,
  inteiro,
  inteiroOpcional,
  logico,
  logicoOpcional,
  opcao,
  positivo,
  reaisPorMinuto,
  referencia,
  referenciaOpcional,
  SEM_FIM,
  SEM_INICIO,
  texto,
  textoOpcional,
} from '../campos.ts';
import { ids, lista, type Secao, secao } from '../secao.ts';

const descricao = texto();

/** What the rest refers to: technologies, services, speeds, voice and TV. */
export const produtos: readonly Secao[] = [
  secao('bancos', { sobre: 'Bancos', tabela: 'banco', campos: { codigo: texto(10), nome: texto() } }),
  secao('tipos_contrato', { sobre: 'Tipos de contrato', tabela: 'tipo_contrato', campos: { nome: texto() } }),
  secao('tecnologias', {
    sobre: 'Tecnologias; fibra: termina numa saída de caixa, que a venda reserva',
    tabela: 'tecnologia',
    campos: { descricao, tipo: opcao('INTERNET', 'TELEFONIA', 'TV', 'HOSPEDAGEM', 'OUTROS'), fibra: logico(false) },
  }),
  secao('vencimentos', {
    sobre: 'Dias de vencimento, com o período faturado',
    tabela: 'vencimento',
    campos: {
      dia: diaDoMes(),
      dia_faturamento_inicial: diaDoMes(),
      dia_faturamento_final: diaDoMes(),
      fatura_mesmo_mes_vencimento: logico(true),
      pre_pago: logico(false),
      ativo: logico(true),
    },
    ausente: { ativo: false },
  }),
  secao('servicos', {
    sobre: 'Serviços e taxas; disponivel: onde e por que empresa são vendidos avulsos',
    tabela: 'servico',
    campos: {
      descricao,
      valor: dinheiro(),
      permite_parcelar: logico(false),
      maximo_parcelas: inteiro(0, 0),
      taxa_instalacao: logico(false),
      ativo: logico(true),
    },
    filhos: {
      disponivel: lista('servico_disponivel', 'servico_id', ['cidade_id', 'empresa_id', 'servico_id'], {
        empresa: referencia('empresa'),
        cidade: referencia('cidade'),
      }),
    },
    ausente: { ativo: false },
  }),
  secao('velocidades', {
    sobre: 'Velocidades, em kbps',
    tabela: 'velocidade',
    campos: { descricao, download_kbps: positivo(), upload_kbps: positivo(), conexao_radius: textoOpcional() },
  }),
  secao('tipos_ligacao', {
    sobre: 'Tipos de ligação telefônica',
    tabela: 'tipo_ligacao',
    campos: { descricao, servico: referenciaOpcional('servico') },
  }),
  secao('pacotes_voz', {
    sobre: 'Pacotes de voz, com os minutos livres',
    tabela: 'pacote_voz',
    campos: { descricao, valor: dinheiro(), venda_extra: logico(true) },
    filhos: {
      franquias: lista('franquia_voz', 'pacote_voz_id', ['id'], {
        id: identificador(),
        descricao,
        tipo_ligacao: referencia('tipo_ligacao'),
        minutos: positivo(),
      }),
    },
    ausente: { venda_extra: false },
  }),
  secao('tarifas_voz', {
    sobre:
      'Tarifas das chamadas: vale a mais exata (docs/telefonia.md); destino: o começo do número com o país, entre aspas, ' +
      '_ é um algarismo qualquer; valor_minuto em reais, até quatro decimais',
    tabela: 'tarifa_voz',
    campos: {
      descricao,
      tipo_ligacao: referencia('tipo_ligacao'),
      destino: inicioDeNumero(),
      mesma_area: logicoOpcional(),
      pacote_voz: referenciaOpcional('pacote_voz'),
      valor_minuto: reaisPorMinuto(),
      minimo_segundos: inteiro(0, 30),
      passo_segundos: inteiro(1, 6),
      isento_segundos: inteiro(0, 3),
      inicio: dia(SEM_INICIO),
      fim: dia(SEM_FIM),
    },
  }),
  secao('canais_tv', {
    sobre: 'Canais de TV',
    tabela: 'canal_tv',
    campos: {
      descricao,
      valor: dinheiro(),
      id_integracao_minerva: inteiroOpcional(),
      permite_a_la_carte: logicoOpcional(),
    },
    ausente: { permite_a_la_carte: undefined },
  }),
  secao('pacotes_tv', {
    sobre: 'Pacotes de canais de TV',
    tabela: 'pacote_tv',
    campos: { descricao, valor: dinheiro(), id_integracao_minerva: inteiroOpcional(), venda_extra: logico(true) },
    filhos: { canais: ids('pacote_tv_canal', 'pacote_tv_id', 'canal_tv', referencia('canal_tv'), 'ordem') },
    ausente: { venda_extra: false },
  }),
];
