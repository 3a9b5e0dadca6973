### The gallery, and one photo in it.


## Filters

gallery-filter = تصفية المعرض
gallery-status = الحالة
gallery-status-indexed = جاهزة
gallery-status-waiting = للمراجعة
gallery-status-rejected = مرفوضة
gallery-status-hidden = مخفية
gallery-status-failed = أخفقت
gallery-status-queued = قيد المعالجة
gallery-status-all = الكل
gallery-name = اسم الملف
gallery-more = المزيد من عوامل التصفية
gallery-from = التُقطت من
gallery-to = التُقطت حتى
gallery-faces = الوجوه في الصورة
gallery-faces-any = أي عدد
gallery-faces-none = لا أحد
gallery-faces-some = شخص ما
gallery-faces-one = وجه واحد
gallery-faces-few = من وجهين إلى 5 وجوه
gallery-faces-many = 6 وجوه أو أكثر
gallery-given = صور الضيوف
gallery-given-any = مشمولة
gallery-given-guests = هذه فقط
gallery-given-own = مستبعدة
gallery-sort = الترتيب
gallery-sort-newest = الأحدث رفعًا أولًا
gallery-sort-taken = حسب وقت الالتقاط
gallery-sort-loved = الأكثر إعجابًا أولًا
gallery-size = حجم الصور
gallery-smaller = صور أصغر
gallery-larger = صور أكبر
gallery-clear = مسح

## Nothing to see

gallery-opening = جارٍ فتح المعرض …
gallery-no-match = لا صور مطابقة
gallery-no-match-lead = جرّب اسم ملف أو وقتًا أو عدد وجوه مختلفًا.
gallery-clear-filter = مسح التصفية
gallery-none-waiting = لا صور للمراجعة
gallery-none-rejected = لا صور مرفوضة
gallery-none-hidden = لا صور مخفية
gallery-none-failed = لا صور أخفقت
gallery-none-queued = لا صور قيد المعالجة
gallery-first = الصور الأولى في الطريق
gallery-first-lead = { $count ->
    [zero] لا صور قيد المعالجة.
    [one] صورة واحدة قيد المعالجة وستظهر هنا عند جاهزيتها.
    [two] صورتان قيد المعالجة وستظهران هنا عند جاهزيتهما.
    [few] { $count } صور قيد المعالجة وستظهر هنا عند جاهزيتها.
    [many] { $count } صورة قيد المعالجة وستظهر هنا عند جاهزيتها.
   *[other] { $count } صورة قيد المعالجة وستظهر هنا عند جاهزيتها.
  }
gallery-empty = لا صور بعد
gallery-empty-lead = تظهر الصور هنا بمجرد رفعها ومعالجتها.
gallery-watch = المتابعة المباشرة
gallery-upload = رفع الصور

## The wall

gallery-new = { $count ->
    [zero] لا صور جديدة
    [one] عرض صورة جديدة
    [two] عرض صورتين جديدتين
    [few] عرض { $count } صور جديدة
    [many] عرض { $count } صورة جديدة
   *[other] عرض { $count } صورة جديدة
  }
gallery-wall-selected = { $photos }، المحدد: { $selected }
gallery-tile = صورة
gallery-deleted = حُذفت

## What is selected

gallery-toolbar = الصور المحددة
gallery-selected = { $count ->
    [zero] لم يُحدَّد شيء
    [one] حُدّدت صورة
    [two] حُدّدت صورتان
    [few] حُدّدت { $count } صور
    [many] حُدّدت { $count } صورة
   *[other] حُدّدت { $count } صورة
  }
gallery-deselect = إلغاء التحديد
gallery-select-all = تحديد الكل ({ $count })
photo-retry = إعادة المحاولة
photo-approve = موافقة
photo-reject = رفض
photo-hide = إخفاء
photo-unhide = إظهار مجددًا
photo-download = تنزيل
photo-delete = حذف
photo-undo = تراجع
gallery-delete-question = { $count ->
    [zero] حذف الصور؟
    [one] حذف هذه الصورة؟
    [two] حذف صورتين؟
    [few] حذف { $count } صور؟
    [many] حذف { $count } صورة؟
   *[other] حذف { $count } صورة؟
  }
gallery-delete-lead = تختفي فورًا من كل المعارض، بما فيها معارض الضيوف. لا يمكن التراجع عن ذلك.
gallery-progress = التقدّم
gallery-did-hide = { $count ->
    [zero] لم تُخفَ أي صورة.
    [one] أُخفيت صورة عن الضيوف.
    [two] أُخفيت صورتان عن الضيوف.
    [few] أُخفيت { $count } صور عن الضيوف.
    [many] أُخفيت { $count } صورة عن الضيوف.
   *[other] أُخفيت { $count } صورة عن الضيوف.
  }
gallery-did-unhide = { $count ->
    [zero] لم تظهر أي صورة.
    [one] ظهرت صورة مجددًا.
    [two] ظهرت صورتان مجددًا.
    [few] ظهرت { $count } صور مجددًا.
    [many] ظهرت { $count } صورة مجددًا.
   *[other] ظهرت { $count } صورة مجددًا.
  }
gallery-did-approve = { $count ->
    [zero] لم تتم الموافقة على أي صورة.
    [one] تمت الموافقة على صورة.
    [two] تمت الموافقة على صورتين.
    [few] تمت الموافقة على { $count } صور.
    [many] تمت الموافقة على { $count } صورة.
   *[other] تمت الموافقة على { $count } صورة.
  }
gallery-did-reject = { $count ->
    [zero] لم تُرفض أي صورة.
    [one] رُفضت صورة.
    [two] رُفضت صورتان.
    [few] رُفضت { $count } صور.
    [many] رُفضت { $count } صورة.
   *[other] رُفضت { $count } صورة.
  }
gallery-did-hold = { $count ->
    [zero] لم تُعَد أي صورة للمراجعة.
    [one] أُعيدت صورة للمراجعة.
    [two] أُعيدت صورتان للمراجعة.
    [few] أُعيدت { $count } صور للمراجعة.
    [many] أُعيدت { $count } صورة للمراجعة.
   *[other] أُعيدت { $count } صورة للمراجعة.
  }
gallery-did-delete = { $count ->
    [zero] لم تُحذف أي صورة.
    [one] حُذفت صورة.
    [two] حُذفت صورتان.
    [few] حُذفت { $count } صور.
    [many] حُذفت { $count } صورة.
   *[other] حُذفت { $count } صورة.
  }
gallery-did-retry = { $count ->
    [zero] لا إعادة محاولة.
    [one] تُعاد محاولة صورة.
    [two] تُعاد محاولة صورتين.
    [few] تُعاد محاولة { $count } صور.
    [many] تُعاد محاولة { $count } صورة.
   *[other] تُعاد محاولة { $count } صورة.
  }
gallery-skipped = { $count ->
    [zero] لم يُتخطَّ شيء.
    [one] تُخطّيت واحدة: لا تغيير فيها أو حُذفت.
    [two] تُخطّيت اثنتان: لا تغيير فيهما أو حُذفتا.
    [few] تُخطّيت { $count }: لا تغيير فيها أو حُذفت.
    [many] تُخطّيت { $count }: لا تغيير فيها أو حُذفت.
   *[other] تُخطّيت { $count }: لا تغيير فيها أو حُذفت.
  }
gallery-stopped = اكتملت { $done } من { $total } قبل ذلك.
gallery-archive = { $photos }، { $size }. يحفظ متصفحك الملف.
gallery-archive-missing = { $count ->
    [zero] لا ينقص شيء.
    [one] حُذفت صورة في هذه الأثناء وهي ناقصة.
    [two] حُذفت صورتان في هذه الأثناء وهما ناقصتان.
    [few] حُذفت { $count } صور في هذه الأثناء وهي ناقصة.
    [many] حُذفت { $count } صورة في هذه الأثناء وهي ناقصة.
   *[other] حُذفت { $count } صورة في هذه الأثناء وهي ناقصة.
  }
gallery-archives = { $photos } في { $parts } ملفات مضغوطة. احفظها واحدًا تلو الآخر.
gallery-archive-part = الجزء { $number } · { $content }

## One photo

photo-position = { $index } من { $total }
photo-previous = الصورة السابقة
photo-next = الصورة التالية
photo-faces = الوجوه
photo-is-cover = غلاف الفعالية
photo-to-cover = استخدامها غلافًا
photo-delete-lead = تختفي { $name } فورًا من كل المعارض، بما فيها معارض الضيوف. لا يمكن التراجع عن ذلك.
photo-late = لم تُحمّل الصورة الكاملة بعد. نحاول مجددًا …
photo-gone = حُذفت هذه الصورة.
photo-fact-seen = مرئية لـ
photo-fact-taken = التُقطت
photo-fact-camera = الكاميرا
photo-fact-faces = الوجوه
photo-fact-size = الحجم
photo-fact-file = الملف
photo-fact-film = مقطع الفيديو
photo-fact-arrived = رُفعت
photo-fact-status = الحالة
photo-pixels = { $width } × { $height } بكسل
photo-film = { $size }؛ لا يحصل عليه الضيوف أبدًا
photo-taken-doubtful = { $time } (ساعة الكاميرا خاطئة؛ مرتبة حسب الوصول)
seen-rejected = أنت فقط: رُفضت
seen-not-yet = أنت فقط حاليًا
seen-hidden = أنت فقط: مخفية
seen-hidden-from = { $count ->
    [zero] أنت فقط: مخفية
    [one] أنت فقط: مخفية عن ضيف يظهر فيها
    [two] أنت فقط: مخفية عن ضيفين يظهران فيها
    [few] أنت فقط: مخفية عن { $count } ضيوف يظهرون فيها
    [many] أنت فقط: مخفية عن { $count } ضيفًا يظهرون فيها
   *[other] أنت فقط: مخفية عن { $count } ضيف يظهرون فيها
  }
seen-everyone = { $count ->
    [zero] الجميع (معرض مفتوح). لم يجدها أحد بعد.
    [one] الجميع (معرض مفتوح). وجدها ضيف واحد.
    [two] الجميع (معرض مفتوح). وجدها ضيفان.
    [few] الجميع (معرض مفتوح). وجدها { $count } ضيوف.
    [many] الجميع (معرض مفتوح). وجدها { $count } ضيفًا.
   *[other] الجميع (معرض مفتوح). وجدها { $count } ضيف.
  }
seen-everyone-none = الجميع (معرض مفتوح). لم يجدها أي ضيف بعد.
seen-guests = { $count ->
    [zero] الضيوف في هذه الصورة (لا أحد بعد)
    [one] الضيوف في هذه الصورة (واحد حتى الآن)
    [two] الضيوف في هذه الصورة (اثنان حتى الآن)
    [few] الضيوف في هذه الصورة ({ $count } حتى الآن)
    [many] الضيوف في هذه الصورة ({ $count } حتى الآن)
   *[other] الضيوف في هذه الصورة ({ $count } حتى الآن)
  }
seen-guests-none = الضيوف في هذه الصورة (لا أحد بعد)
faces-nobody = لم يُعثر على وجوه
faces-some-small = { $faces }، منها { $small } أصغر من أن يُتعرّف عليها
faces-some-blurred = { $faces }، منها { $blurred } غير واضحة كفاية للتعرّف
faces-some-both = { $faces }، منها { $small } أصغر من أن يُتعرّف عليها و{ $blurred } غير واضحة
