/** A discount on the wire: reais, or a percentage; the module counts both in hundredths. */
export const descontoNoFio = ({ desconto }: { desconto: number }): number => desconto / 100;
