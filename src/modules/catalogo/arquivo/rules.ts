import { SEM_FIM, SEM_INICIO } from './campos.ts';
import type { Catalogo } from './ler.ts';
import type { Problema } from './problema.ts';
import type { Registro } from './secao.ts';

/** What a file may not say although each field is right. */
export function problemasDeRegra(arquivo: Catalogo): Problema[] {
  return [
    ...planosSemPreco(arquivo['planos'] ?? []),
    ...periodosInvertidos('promocoes', arquivo['promocoes'] ?? []),
    ...periodosInvertidos('tabela_precos', arquivo['tabela_precos'] ?? []),
    ...precosSobrepostos(arquivo['tabela_precos'] ?? []),
    ...periodosInvertidos('tarifas_voz', arquivo['tarifas_voz'] ?? []),
    ...tarifasSobrepostas(arquivo['tarifas_voz'] ?? []),
  ];
}

function planosSemPreco(planos: readonly Registro[]): Problema[] {
  return planos.flatMap((plano, i) => {
    const { a_venda, utiliza_tabela_preco, valor } = plano;
    if (!a_venda || utiliza_tabela_preco || valor !== undefined) return [];
    return [{ caminho: ['planos', i], codigo: 'plano_sem_preco', fatos: { id: plano.id } }];
  });
}

interface Periodo {
  inicio: string;
  fim: string;
}

const periodo = ({ inicio = SEM_INICIO, fim = SEM_FIM }: Record<string, unknown>) => ({ inicio, fim }) as Periodo;

function periodosInvertidos(secao: string, registros: readonly Registro[]): Problema[] {
  return registros.flatMap((registro, i) => {
    const { inicio, fim } = periodo(registro);
    return inicio <= fim ? [] : [{ caminho: [secao, i, 'fim'], codigo: 'periodo_invertido', fatos: { inicio, fim } }];
  });
}

// Two prices for one thing on one day: nobody could tell which is meant.
const precosSobrepostos = (precos: readonly Registro[]) =>
  sobrepostos('tabela_precos', precos, ['plano', 'tipo_contrato', 'area_cobertura', 'tipo_pessoa', 'velocidade']);

const tarifasSobrepostas = (tarifas: readonly Registro[]) =>
  sobrepostos('tarifas_voz', tarifas, ['pacote_voz', 'destino', 'mesma_area']);

function sobrepostos(secao: string, registros: readonly Registro[], coisa: readonly string[]): Problema[] {
  const placed = registros.map((registro, i) => ({ registro, i, ...periodo(registro) }));
  const same = Map.groupBy(placed, ({ registro }) => coisa.map((campo) => registro[campo]).join(' '));
  return [...same.values()].flatMap((group) => {
    const ordered = group.sort((a, b) => (a.inicio < b.inicio ? -1 : 1));
    return ordered.flatMap((price, n) => {
      const before = ordered[n - 1];
      if (!before || before.fim < price.inicio) return [];
      const fatos = { id: price.registro.id, outro: before.registro.id };
      return [{ caminho: [secao, price.i], codigo: 'preco_sobreposto', fatos }];
    });
  });
}
