import { identificador, logico, opcao, referencia, sigla, texto, textoOpcional } from '../campos.ts';
import { ids, lista, type Secao, secao } from '../secao.ts';

/** Value-added services: what partner platforms call them, and what they come with. */
export const sva: readonly Secao[] = [
  secao('sva_produtos', {
    sobre: 'Serviços de valor adicionado: recursos nas plataformas, e os planos e extras que os trazem',
    tabela: 'sva_produto',
    campos: { descricao: texto(), ativo: logico(true) },
    filhos: {
      recursos: lista('sva_recurso', 'produto_id', ['id'], {
        id: identificador(),
        plataforma: opcao('NEO', 'BIT_TRAINERS', 'PLAYHUB'),
        recurso: texto(100),
        pais: sigla(2),
        acao: textoOpcional(undefined, 50),
      }),
      planos: ids('sva_produto_plano', 'produto_id', 'plano', referencia('plano')),
      pacotes_tv: ids('sva_produto_pacote_tv', 'produto_id', 'pacote_tv', referencia('pacote_tv')),
      canais_tv: ids('sva_produto_canal_tv', 'produto_id', 'canal_tv', referencia('canal_tv')),
    },
    ausente: { ativo: false },
  }),
];
