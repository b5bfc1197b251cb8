/** A telephone number that stands in a text. */
export interface FoundNumber {
  at: number
  /** As it is written there. */
  text: string
  /** As it is dialled. */
  number: string
}

/**
 * What may be a number, by how it is written: international with its `+`, and as people in China
 * write mobile, landline and 400 numbers. A run of digits that merely could be one is none.
 */
const SHAPES = [
  // +86 138 0013 8000, +44 (0)20 7946 0958, +1-415-555-2671
  String.raw`\+[1-9](?:[ .\-]?(?:\(0\)|\(\d{1,4}\)|\d)){6,15}`,
  // 13800138000, 138 0013 8000, 86-138-0013-8000
  String.raw`(?:86[ \-]?)?1[3-9]\d(?:\d{8}|[ \-]\d{4}[ \-]\d{4})`,
  // 010-88886666, (021) 6234 5678, 0755 8234567
  String.raw`(?:\(0(?:10|2\d|[3-9]\d{2})\)|0(?:10|2\d|[3-9]\d{2}))[ \-]?[2-8]\d{2,3}[ \-]?\d{4}`,
  // 400-820-8820, 400 8208 820: never without marks between, as amounts and orders are
  String.raw`[48]00(?:[ \-]\d{3}[ \-]\d{4}|[ \-]\d{4}[ \-]\d{3})`,
]
/** Neither within a word, an address or a longer run of digits, nor an amount. */
const BEFORE = String.raw`(?<![A-Za-z0-9_@+#=.]|(?<!\d)[/:]|\d:|(?<!\d)\d{1,10}[/,]|\d[ \-.()]|[¥$€£] ?)`
const AFTER = String.raw`(?![A-Za-z0-9_@]|[ \-.:)]\d|[/,]\d{1,10}(?!\d)|\.[A-Za-z]| ?(?:[元块万亿件个%¥$€£]|RMB|CNY|USD|EUR))`
const NUMBER = new RegExp(`${BEFORE}(?:${SHAPES.join('|')})${AFTER}`, 'g')

/** What is said right before a number that counts or names something else. */
const NAMES_ANOTHER =
  /(?:订单|单号|编号|运单|快递|物流|流水|账号|帐号|账户|卡号|发票|工单|会员号|证号|号码牌|\b(?:order|invoice|tracking|parcel|ticket|account|card|ref(?:erence)?|sku|isbn|serial|id|no|nr)\b)[\s\p{P}号码是为]*(?:\b(?:number|no|nr|is)\b[\s\p{P}]*)*$/iu
const NAMES_PHONE = /(?:phone|tel|mobile|cell|call|whatsapp|电话|手机|座机|联系|致电|拨打)/iu
const CONTEXT = 24
const DIGITS_MIN = 8
const DIGITS_MAX = 15

/** Latitudes and the like: one dot, and nothing else between the digits. */
const DECIMAL = /^\+?\d+\.\d+$/

/** Full-width signs as their narrow ones, each in its place. */
const narrow = (text: string) =>
  text.replace(/[\uff08\uff09\uff0b\uff0d\uff0e\uff10-\uff19]/g, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  )

/** The numbers in a text that can be called, in their order. */
export function numbersIn(text: string): FoundNumber[] {
  const found: FoundNumber[] = []
  const plain = narrow(text)
  for (const match of plain.matchAll(NUMBER)) {
    const number = match[0].replace('(0)', '').replace(/[^+\d]/g, '')
    const digits = number.replace('+', '').length
    if (digits < DIGITS_MIN || digits > DIGITS_MAX || DECIMAL.test(match[0])) continue
    const before = plain.slice(Math.max(0, match.index - CONTEXT), match.index)
    if (NAMES_ANOTHER.test(before) && !NAMES_PHONE.test(before)) continue
    found.push({
      at: match.index,
      text: text.slice(match.index, match.index + match[0].length),
      number,
    })
  }
  return found
}
