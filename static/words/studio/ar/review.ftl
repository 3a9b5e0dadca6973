### The review of photos before guests see them, and an event's insights.


## Review

review-title = المراجعة
review-reading = جارٍ البحث عن صور للمراجعة …
review-waiting = { $count ->
    [zero] لا صور للمراجعة
    [one] صورة للمراجعة
    [two] صورتان للمراجعة
    [few] { $count } صور للمراجعة
    [many] { $count } صورة للمراجعة
   *[other] { $count } صورة للمراجعة
  }
review-none = لا شيء للمراجعة
review-none-at_once = تصل صور هذه الفعالية إلى الضيوف بمجرد جاهزيتها. لمراجعتها أولًا، غيّر «متى يرى الضيوف الصور؟».
review-none-later = تظهر الصور الجديدة هنا عند جاهزيتها، وتُنشر تلقائيًا بعد فترة.
review-none-approved = تظهر الصور الجديدة هنا عند جاهزيتها. يراها الضيوف بعد موافقتك.
review-unsent = { $count ->
    [zero] أُرسلت كل القرارات.
    [one] قرار واحد لم يُرسل بعد: يتعذّر الوصول إلى الخدمة. تابع، وسيُرسل عند عودة الاتصال.
    [two] قراران لم يُرسلا بعد: يتعذّر الوصول إلى الخدمة. تابع، وسيُرسلان عند عودة الاتصال.
    [few] { $count } قرارات لم تُرسل بعد: يتعذّر الوصول إلى الخدمة. تابع، وستُرسل عند عودة الاتصال.
    [many] { $count } قرارًا لم يُرسل بعد: يتعذّر الوصول إلى الخدمة. تابع، وستُرسل عند عودة الاتصال.
   *[other] { $count } قرار لم يُرسل بعد: يتعذّر الوصول إلى الخدمة. تابع، وستُرسل عند عودة الاتصال.
  }
review-in-stack = { $index } من { $total } متشابهة
review-soft = غير حادة
review-dark = داكنة
review-sharpest = الأوضح
review-stars = { $count ->
    [zero] بلا نجوم
    [one] نجمة واحدة
    [two] نجمتان
    [few] { $count } نجوم
    [many] { $count } نجمة
   *[other] { $count } نجمة
  }
review-no-stars = بلا نجوم
review-did-approve = { $count ->
    [zero] لم تتم الموافقة على شيء.
    [one] تمت الموافقة.
    [two] تمت الموافقة على صورتين.
    [few] تمت الموافقة على { $count } صور.
    [many] تمت الموافقة على { $count } صورة.
   *[other] تمت الموافقة على { $count } صورة.
  }
review-did-reject = { $count ->
    [zero] لم يُرفض شيء.
    [one] رُفضت.
    [two] رُفضت صورتان.
    [few] رُفضت { $count } صور.
    [many] رُفضت { $count } صورة.
   *[other] رُفضت { $count } صورة.
  }
review-did-hold = أُعيدت للمراجعة.
review-undo = تراجع
review-similar = صور متشابهة
review-photo = صورة
review-acts = قرارك
review-reject = رفض
review-only = هذه فقط
review-approve = موافقة
review-next = السلسلة التالية

## Insights

insights-title = الإحصاءات
insights-none = لم يبحث أي ضيف بعد
insights-none-lead = عندما يبدأ الضيوف البحث، ترى هنا عددهم وما وجدوه ومدى السرعة.
insights-share = مشاركة الفعالية
insights-searching = ضيوف يبحثون الآن
insights-without = ضيوف بلا تطابق
insights-without-more = لم تُوجد لهم صورة حتى الآن
insights-per-minute = التطابقات في الدقيقة
insights-last-hour = { $count ->
    [zero] لا تطابقات في الساعة الأخيرة، والأقصى { $most } في الدقيقة
    [one] تطابق واحد في الساعة الأخيرة، والأقصى { $most } في الدقيقة
    [two] تطابقان في الساعة الأخيرة، والأقصى { $most } في الدقيقة
    [few] { $count } تطابقات في الساعة الأخيرة، والأقصى { $most } في الدقيقة
    [many] { $count } تطابقًا في الساعة الأخيرة، والأقصى { $most } في الدقيقة
   *[other] { $count } تطابق في الساعة الأخيرة، والأقصى { $most } في الدقيقة
  }
