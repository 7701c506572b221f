import { isDdd } from '#kernel/telephone.ts';

/** A Brazilian number with country and area code: 55, DDD, eight or nine digits. */
const NACIONAL = /^55(\d\d)([2-9]\d{7}|9\d{8})$/;

/** The digits of a number as a switch writes it: +55 31 3749-0177, sip:553137490177@central. Null: something else. */
function algarismos(texto: string): { mais: boolean; digitos: string } | null {
  const numero = texto
    .trim()
    .replace(/^(sips?|tel):/i, '')
    .replace(/[@;].*$/, '');
  if (!/^\+?[\d\s().-]+$/.test(numero)) return null;
  return { mais: numero.startsWith('+'), digitos: numero.replace(/\D/g, '') };
}

const nacional = (digitos: string): string | null => {
  const ddd = NACIONAL.exec(digitos)?.[1];
  return ddd && isDdd(ddd) ? digitos : null;
};

/**
 * The calling number with country and area code, which it must have in some way: 553137490177, 3137490177, 03137490177.
 * Null when it has not.
 */
export function numeroDeOrigem(texto: string): string | null {
  const lido = algarismos(texto);
  if (!lido) return null;
  const { mais, digitos } = lido;
  return mais ? nacional(digitos) : (nacional(digitos) ?? nacional(`55${digitos.replace(/^0/, '')}`));
}

/**
 * The called number, dialled by a number of that area code (DDD): with country code, without + or zeros before it; those
 * that have no area as they are dialled (08007031234, 190). `a_cobrar`: who is called pays. Null: no number.
 */
export function numeroDeDestino(texto: string, ddd: string): string | 'a_cobrar' | null {
  const lido = algarismos(texto);
  if (!lido) return null;
  const { mais, digitos } = lido;
  if (mais) return semArea(digitos) ?? internacional(digitos);
  if (aCobrar(digitos)) return 'a_cobrar';
  // Zero, and for another area the carrier's two digits, stand before what is dialled: 0 15 31 3749-0177.
  const interurbano = /^0(?:\d\d)?(\d{10,11})$/.exec(digitos)?.[1];
  return (
    nacional(digitos) ??
    nacional(`55${digitos}`) ??
    (interurbano ? nacional(`55${interurbano}`) : null) ??
    nacional(`55${ddd}${digitos}`) ??
    semArea(digitos) ??
    exterior(digitos) ??
    (/^[1-9]\d{2,5}$/.test(digitos) ? digitos : null) ??
    internacional(digitos)
  );
}

// 0800, 0300, 0303, 0500 and 0900, with or without the country's code.
function semArea(digitos: string): string | null {
  const numero = /^(?:0|55)?([3589]0[03]\d{6,7})$/.exec(digitos)?.[1];
  return numero ? `0${numero}` : null;
}

// 00 and the carrier's two digits, save where the country follows at once: 00 15 1 212 …, 00 55 31 ….
function exterior(digitos: string): string | null {
  if (!digitos.startsWith('00')) return null;
  return nacional(digitos.slice(2)) ?? internacional(digitos.slice(4));
}

const internacional = (digitos: string): string | null => (/^[1-9]\d{6,14}$/.test(digitos) ? digitos : null);

// 90 90 within the area; 90, the carrier and the area code to another.
function aCobrar(digitos: string): boolean {
  if (/^9090\d{8,9}$/.test(digitos)) return true;
  const ddd = /^90\d\d(\d\d)\d{8,9}$/.exec(digitos)?.[1];
  return ddd !== undefined && isDdd(ddd);
}
