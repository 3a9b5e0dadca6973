### النسخ النهائية: صور محرّرة تحل محل الصور التي صُنعت منها.


## Sending them

finals-sending = هذه نسخ نهائية: تحل محل النسخ الأولية
finals-sending-hint = تحل كل نسخة محل الصورة التي تحمل الاسم نفسه. يحتفظ الضيوف بصورهم وقلوبهم.
finals-outcome = { $replaced ->
    [zero] لم تُستبدل أي صورة
    [one] استُبدلت صورة واحدة
    [two] استُبدلت صورتان
    [few] استُبدلت { $replaced } صور
    [many] استُبدلت { $replaced } صورة
   *[other] استُبدلت { $replaced } صورة
  }
finals-outcome-lone = { $lone ->
    [zero] لا شيء بلا نسخة أولية
    [one] واحدة بلا نسخة أولية
    [two] اثنتان بلا نسخة أولية
    [few] { $lone } بلا نسخة أولية
    [many] { $lone } بلا نسخة أولية
   *[other] { $lone } بلا نسخة أولية
  }
finals-outcome-underway = { $count ->
    [zero] لا شيء قيد القراءة
    [one] واحدة قيد القراءة
    [two] اثنتان قيد القراءة
    [few] { $count } قيد القراءة
    [many] { $count } قيد القراءة
   *[other] { $count } قيد القراءة
  }
finals-board = استُبدلت بنسخ نهائية

## A photo

photo-fact-final = نسخة نهائية
photo-final-replaced = تعرض النسخة النهائية
photo-final-no_proof = نسخة نهائية بلا نسخة أولية
photo-final-several_proofs = نسخة نهائية لها عدة نسخ أولية محتملة
photo-fact-proof = النسخة الأولية
photo-proof-compare = قارن بالنسخة الأولية
photo-proof = النسخة الأولية
photo-proof-is-final = النسخة النهائية
photo-proof-back = العودة إلى النسخة الأولية
photo-proof-back-question = العودة إلى النسخة الأولية؟
photo-proof-back-lead = يرى الضيوف النسخة الأولية من جديد، وتُحذف النسخة النهائية.
photo-proof-pending = النسخة الأولية في طريقها للعودة.
photo-assign = اختر النسخة الأولية
photo-assign-lead = أي صورة تحل { $name } محلها؟
photo-assign-search = جزء من الاسم
photo-assign-none = لا صور مطابقة.
photo-assign-this = استبدل { $name }

## What stands in the way

failure-no_proof = لا توجد صورة بهذا الاسم. اختر الصورة التي تحل محلها.
failure-several_proofs = عدة صور تحمل هذا الاسم. اختر الصورة التي تحل محلها.
error-no_proof_kept = لم تُحفظ النسخة الأولية لهذه الصورة.
error-cannot_replace = لا يمكن استبدال هذه الصورة بتلك الآن.
error-final_in_use = تعرض صورة هذه النسخة النهائية. عُد إلى نسختها الأولية أو احذف الصورة.

## Settings

finals-title = النسخ النهائية
finals-by-legend = أي صورة تحل النسخة النهائية محلها؟
finals-by-name = التي تحمل الاسم نفسه
finals-by-name-means = إذا حملت عدة صور الاسم، فالتي التُقطت في الثانية نفسها.
finals-by-name_and_time = فقط صورة بالاسم والوقت نفسيهما
finals-by-name_and_time-means = لكاميرات تستعمل الأسماء نفسها. يجب أن تحتفظ النسخة النهائية بالوقت في بياناتها.
lone-finals-legend = نسخة نهائية بلا نسخة أولية
lone-finals-photo = تصبح صورة جديدة
lone-finals-photo-means = يراها الضيوف كأي صورة أخرى.
lone-finals-ask = تنتظر قرارك
lone-finals-ask-means = حتى تختار الصورة التي تحل محلها.
keep-proofs-legend = عندما تحل نسخة نهائية محل صورة
keep-proofs-true = احتفظ بالنسخة الأولية
keep-proofs-true-means = يمكنك العودة إليها ما دامت الفعالية موجودة.
keep-proofs-false = احذف النسخة الأولية
keep-proofs-false-means = فورًا ونهائيًا. يبقى ملف RAW.
