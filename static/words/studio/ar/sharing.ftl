### Links for guests, and kiosks.


## Links

links-title = روابط للضيوف
link-unnamed = رابط الضيوف
link-ready = الرابط جاهز.
links-none = لا روابط نشطة
links-none-lead = أنشئ رابطًا ثم أرسله أو اعرض رمز QR أو ضع بطاقات مطبوعة على الطاولات. لا يحتاج الضيوف إلى غير ذلك.
links-over = { $count ->
    [zero] لا روابط غير نشطة
    [one] رابط واحد غير نشط
    [two] رابطان غير نشطين
    [few] { $count } روابط غير نشطة
    [many] { $count } رابطًا غير نشط
   *[other] { $count } رابط غير نشط
  }
link-opened = { $count ->
    [zero] لم يُفتح
    [one] فُتح مرة
    [two] فُتح مرتين
    [few] فُتح { $count } مرات
    [many] فُتح { $count } مرة
   *[other] فُتح { $count } مرة
  }
link-with-pin = مع PIN
link-without-pin = بلا PIN
link-revoked-on = أُلغي في { $day }
link-expired-on = انتهى في { $day }
link-until = حتى { $day }
link-pin-tried = يحاول أحدهم تخمين رمز PIN لهذا الرابط: محاولات خاطئة كثيرة خلال ساعة. يدخل الضيوف الجدد ببطء حاليًا. أنشئ رابطًا آخر بستة أرقام أو أكثر وألغِ هذا.
link-copy = نسخ الرابط
link-qr = رمز QR
link-qr-show = عرض رمز QR الخاص بـ { $name }
link-qr-of = رمز QR الخاص بـ { $name }
link-qr-picture = رمز QR للرابط { $name }
link-qr-download = تنزيل SVG
link-card = طباعة بطاقة
revoke = إلغاء
revoke-named = إلغاء { $name }
link-end-searches = إنهاء عمليات البحث
link-end-searches-of = إنهاء عمليات البحث: { $name }

## Revoking a link

link-end-question = إنهاء عمليات البحث عبر هذا الرابط؟
link-end-lead = لم يعد «{ $name }» نشطًا. تستمر عمليات البحث التي بدأها الضيوف عبره حتى تنتهي مدتها، ما لم تُنهِها.
link-end-yes = إنهاء عمليات البحث
link-revoke-question = إلغاء هذا الرابط؟
link-revoke-lead = يتوقف «{ $name }» عن العمل فورًا، وكذلك بطاقاته المطبوعة ورموز QR.
link-revoke-yes = إلغاء الرابط
link-searches-legend = عمليات البحث التي بدأها الضيوف بهذا الرابط
link-searches-end = إنهاؤها
link-searches-end-means = يفقد الضيوف الذين استخدموا هذا الرابط الوصول إلى صورهم. تُمحى عمليات بحثهم، وتبقى الصور التي نزّلوها لديهم.
link-searches-keep = تركها مستمرة
link-searches-keep-means = لا يدخل أحد جديد. ومن بحث سابقًا يستمر في تلقي الصور حتى تنتهي مدة بحثه أو يُحذف.
link-revoked-kept = { $count ->
    [zero] أُلغي الرابط. لا يستمر أي بحث.
    [one] أُلغي الرابط. يستمر بحث واحد.
    [two] أُلغي الرابط. يستمر بحثان.
    [few] أُلغي الرابط. تستمر { $count } عمليات بحث.
    [many] أُلغي الرابط. تستمر { $count } عملية بحث.
   *[other] أُلغي الرابط. تستمر { $count } عملية بحث.
  }
link-revoked-ended = { $count ->
    [zero] أُلغي الرابط. لم يُنهَ أي بحث.
    [one] أُلغي الرابط. أُنهي بحث واحد ومُحي.
    [two] أُلغي الرابط. أُنهي بحثان ومُحيا.
    [few] أُلغي الرابط. أُنهيت { $count } عمليات بحث ومُحيت.
    [many] أُلغي الرابط. أُنهيت { $count } عملية بحث ومُحيت.
   *[other] أُلغي الرابط. أُنهيت { $count } عملية بحث ومُحيت.
  }
link-revoked-none = أُلغي الرابط. لا توجد عمليات بحث جارية عبره.

## A new link

link-new = رابط جديد
link-make = إنشاء الرابط
link-making = جارٍ الإنشاء …
link-label = الاسم (اختياري)
link-label-example = بطاقات الطاولات
link-pin = رمز PIN (اختياري)
link-pin-hint = على الضيوف إدخاله. لا يمكننا عرضه مرة أخرى، فدوّنه.
link-expiry = صالح حتى (اختياري)

## Kiosks

kiosks-title = الأكشاك
kiosks-online = { $total ->
    [zero] الأكشاك المتصلة: { $online } من { $total }
    [one] الأكشاك المتصلة: { $online } من { $total }
    [two] الأكشاك المتصلة: { $online } من { $total }
    [few] الأكشاك المتصلة: { $online } من { $total }
    [many] الأكشاك المتصلة: { $online } من { $total }
   *[other] الأكشاك المتصلة: { $online } من { $total }
  }
kiosks-none = لا أكشاك
kiosks-none-lead = الكشك جهاز لوحي أو شاشة بكاميرا في المكان. أضف واحدًا هنا، وافتح { $address } على الجهاز وأدخل رمزه.
kiosks-revoked = { $count ->
    [zero] لم يُلغَ أي كشك.
    [one] أُلغي كشك واحد.
    [two] أُلغي كشكان.
    [few] أُلغيت { $count } أكشاك.
    [many] أُلغي { $count } كشكًا.
   *[other] أُلغي { $count } كشك.
  }
device-kind = ماذا تضيف؟
device-kiosk = كشك
device-kiosk-means = يلتقط الضيوف عنده صورة ذاتية ويحصلون على صورهم.
device-wall = جدار صور
device-wall-means = شاشة كبيرة تعرض الصور فور وصولها.
wall-add = إضافة الجدار
wall-named = { $name } (جدار صور)
wall-pause = إيقاف مؤقت
wall-resume = متابعة
wall-is-paused = متوقف عند هذه الصورة.
wall-skip = الصورة التالية
wall-skipped = يعرض الجدار الصورة التالية.
wall-link = رمز QR على الجدار
wall-album = الألبوم على الجدار
wall-album-all = كل الصور
wall-link-none = بلا رمز QR
wall-link-public = صفحة الفعالية العامة
wall-link-unnamed = رابط بلا اسم
kiosk-waiting = بانتظار الرمز
kiosk-online = متصل
kiosk-away = غير متصل، آخر ظهور { $ago }
kiosk-unseen = مقترن، لم يظهر بعد
revoke-question-kiosk = إلغاء هذا الكشك؟
revoke-lead-kiosk = يُقفل «{ $name }» فورًا وينسى ما يعرضه. لاستخدام الجهاز مجددًا، أضفه من جديد.
revoke-yes-kiosk = إلغاء الكشك
revoke-question-wall = إلغاء جدار الصور هذا؟
revoke-lead-wall = يتوقف «{ $name }» فورًا ولا يعرض شيئًا بعدها. لاستخدام الشاشة مجددًا، أضفها من جديد.
revoke-yes-wall = إلغاء الجدار
kiosk-code-elsewhere = عُرض رمزه مرة واحدة عند إضافته. إن لم يُدخله أحد، ألغِ الكشك وأضفه من جديد.
kiosk-code-over = انتهت صلاحية الرمز؛ أضف الكشك من جديد.
kiosk-code-lead = على الجهاز، افتح { $address } وأدخل
kiosk-code-left = يعمل مرة واحدة، وبقي
kiosk-new = كشك جديد
kiosk-add = إضافة الكشك
kiosk-adding = جارٍ الإضافة …
kiosk-place = أين يوجد؟
kiosk-place-example = المدخل
