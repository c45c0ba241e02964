/** Notion's colours of options, by its names: dark on pale in the light theme, pale on dark in the other. */
const COLOURS: Readonly<Record<string, string>> = {
  default:
    'bg-[light-dark(oklch(0.93_0.006_80),oklch(0.33_0.008_80))] text-[light-dark(oklch(0.34_0.015_75),oklch(0.92_0.008_85))]',
  gray: 'bg-[light-dark(oklch(0.9_0.008_80),oklch(0.38_0.01_80))] text-[light-dark(oklch(0.34_0.015_75),oklch(0.94_0.008_85))]',
  brown:
    'bg-[light-dark(oklch(0.91_0.03_55),oklch(0.35_0.05_50))] text-[light-dark(oklch(0.36_0.07_50),oklch(0.91_0.035_60))]',
  orange:
    'bg-[light-dark(oklch(0.92_0.055_65),oklch(0.38_0.075_55))] text-[light-dark(oklch(0.38_0.09_50),oklch(0.92_0.055_70))]',
  yellow:
    'bg-[light-dark(oklch(0.94_0.075_95),oklch(0.38_0.06_90))] text-[light-dark(oklch(0.37_0.07_85),oklch(0.93_0.075_95))]',
  green:
    'bg-[light-dark(oklch(0.92_0.05_150),oklch(0.35_0.055_155))] text-[light-dark(oklch(0.36_0.075_155),oklch(0.92_0.055_150))]',
  blue: 'bg-[light-dark(oklch(0.91_0.045_240),oklch(0.36_0.07_245))] text-[light-dark(oklch(0.37_0.1_250),oklch(0.92_0.045_240))]',
  purple:
    'bg-[light-dark(oklch(0.91_0.045_305),oklch(0.36_0.08_300))] text-[light-dark(oklch(0.38_0.12_300),oklch(0.92_0.045_305))]',
  pink: 'bg-[light-dark(oklch(0.92_0.045_350),oklch(0.37_0.08_350))] text-[light-dark(oklch(0.39_0.12_350),oklch(0.92_0.045_350))]',
  red: 'bg-[light-dark(oklch(0.91_0.05_25),oklch(0.37_0.085_25))] text-[light-dark(oklch(0.39_0.12_27),oklch(0.92_0.045_25))]',
}

/** Classes of an option's colour; one that a later Notion invents looks like the default. */
export const tagColour = (color: string): string =>
  (Object.hasOwn(COLOURS, color) ? COLOURS[color] : COLOURS['default']) ?? ''

export const TAG_COLOURS: readonly string[] = Object.keys(COLOURS)
